import { expect, test } from 'vitest';
import { ok, type Change, type Id } from '@resto360/domain';
import { sha256Hex } from '../protocol/op-hash.ts';
import { MemoryClientStore } from './memory-store.ts';
import { recordOp } from './outbox.ts';
import { CLIENT_RULES } from './rules.ts';

const restaurant: Id = '00000000-0000-5000-8000-000000000001';
const item: Id = '00000000-0000-5000-8000-000000000002';

test('[SYN-8] an op that a retried transaction had saved already is not saved again', async () => {
  const store = new MemoryClientStore();
  await store.write('strict', (tx) =>
    tx.setMeta('identity', { restaurant, install: '0000000001', series: 'T1', kind: 'pos', token: 'x' }),
  );
  const changes: Change[] = [['item_availability', item, { born: true, soldOut: true }]];
  const save = (nowMs: number, again: boolean) =>
    recordOp(store, {
      again,
      id: '00000000-0000-7000-8000-000000000003',
      actor: 'someone',
      nowMs,
      hash: sha256Hex,
      rules: CLIENT_RULES,
      tap: () => ok({ kind: 'menu.sold_out', changes, receipts: 0 }),
    });
  const first = await save(1_000, false);
  expect(await save(2_000, true)).toEqual(first);
  // Another tap that bears its id may mean something else: it is told, and saves nothing.
  expect(await save(3_000, false)).toMatchObject({ ok: false, error: { code: 'already_saved' } });
  expect(await store.read((tx) => tx.list('outbox'))).toHaveLength(1);
});
