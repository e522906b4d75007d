import { readFileSync } from 'node:fs';
import {
  find,
  listAll,
  lineIdsOf,
  MapView,
  nameId,
  orders,
  paperOf,
  payments,
  receipts,
  totalsOf,
} from '@resto360/domain';
import { expect, test } from 'vitest';
import { pendingOf } from '../client/pending.ts';
import { CLIENT_RULES } from '../client/rules.ts';
import { DeviceView } from '../client/view.ts';
import type { Op } from '../protocol/op.ts';
import { RESTAURANT, testChain, testOp, testServer } from '../testing/index.ts';
import { applyOps } from './apply-ops.ts';

/**
 * An evening as the first app of this project wrote it (the build before receipts listed amounts, courses existed and
 * decisions were kept): every kind of op it had. They may wait on a tablet for a year.
 */
const FIRST_APP = JSON.parse(
  readFileSync(new URL('../testing/first-app.json', import.meta.url), 'utf8'),
) as readonly Op[];

test('[SYN-26] every op of the first app is taken, and what it sold and took is told as it was', async () => {
  const { store, deps } = testServer();
  const chain = testChain(FIRST_APP);
  const { verdicts, fork } = await applyOps(RESTAURANT, [chain], chain.install, deps);
  expect(new Set(Object.values(verdicts).map(([verdict]) => verdict))).toEqual(new Set(['ok']));
  expect([Object.keys(verdicts).length, fork]).toEqual([FIRST_APP.length, false]);
  const view = new MapView();
  for (const name of ['orders', 'order_lines', 'voids', 'adjustments', 'payments', 'receipts']) {
    for (const row of await store.rows(RESTAURANT, name)) view.put(name, row);
  }
  const [order] = listAll(view, orders);
  expect(totalsOf(view, order?.id ?? '').totalMinor).toBe(7_650);
  expect(listAll(view, payments).map(({ amountMinor }) => amountMinor)).toEqual([1_000, 6_650]);
  const [, last] = listAll(view, receipts).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  // Its paper named lines by id alone: what they came to is on no screen, that they were paid is.
  expect(last && [paperOf(last).lines, lineIdsOf(last).length]).toEqual([[], 3]);
});

test('[SYN-26] a newer app that starts on the outbox of the first one shows all of it', () => {
  const view = new DeviceView(CLIENT_RULES);
  for (const op of FIRST_APP) view.addPending(pendingOf({ body: JSON.stringify(op), effective: null }));
  const [order] = listAll(view, orders);
  expect(order && find(view, orders, order.id)?.status).toEqual([1, 'open']);
  expect(totalsOf(view, order?.id ?? '').totalMinor).toBe(7_650);
});

test('[SYN-26] what a newer app wrote stays in the rows of an older one, untouched', () => {
  const view = new DeviceView(CLIENT_RULES);
  const id = nameId('test:of a newer app');
  const row = { id, v: 3, st: '0000000000010000AAAAAAAAAA', f: { anything: 1 } };
  view.setRows('things_of_tomorrow', [row]);
  expect([...view.all('things_of_tomorrow')]).toEqual([row]);
  view.setRows('orders', [
    { ...row, f: { born: true, tip: 'x', openedBy: id, openedAt: 0, kind: 'dine_in', currency: 'XOF' } },
  ]);
  const op = testOp([['orders', id, { covers: 4 }]]);
  view.addPending({ op, effective: '0000000000020000AAAAAAAAAA' });
  expect(view.get('orders', id)?.f).toMatchObject({ covers: 4, tip: 'x' });
});
