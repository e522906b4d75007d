import { expect, test } from 'vitest';
import { soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { LIMITS } from '../limits.ts';
import { takeFromStop } from './stops.ts';
import { CLIENT_RULES } from './rules.ts';

test('[SYN-25] a revoked device keeps everything, and brings the rest of it in the next exchanges', async () => {
  const server = testServer();
  const till = await testTill(server);
  const count = LIMITS.pushOps + 20;
  for (let tapped = 0; tapped < count; tapped++) await till.tap(soldOut(`dish ${tapped}`));
  const entries = await till.outbox();
  const verdicts = Object.fromEntries(entries.slice(0, LIMITS.pushOps).map(({ id }) => [id, ['ok', 3]]));
  const chains = [{ install: 'AAAAAAAAAA', seq: 1, prev: '', sig: null, ops: Array.from({ length: LIMITS.pushOps }) }];
  const request = { restaurant: '', install: 'AAAAAAAAAA', lineage: 1, sentAt: 0, push: { chains } } as never;
  const body = {
    code: 'reenrol',
    details: { head: 3, mark: 'abcdefabcdef', push: { verdicts, missing: [], fork: false } },
  };
  await takeFromStop({ store: till.store, nowMs: () => 0, rules: CLIENT_RULES }, request, { status: 401, body });
  expect(await till.outbox()).toHaveLength(count);
  expect((await till.device.status()).waiting).toBe(20);
  // Where the server loses what it took here, the mark tells (SYN-21).
  expect(await till.store.read((tx) => tx.meta('history'))).toEqual({ lineage: 1, marks: [[3, 'abcdefabcdef']] });
});
