import {
  dueOf,
  exceptionsOf,
  isPaidElsewhere,
  nameId,
  ok,
  partIdsOf,
  takeCashWithReceipt,
  type Change,
  type Id,
} from '@resto360/domain';
import { expect, test } from 'vitest';
import { NOON, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';

const [root, part, far] = ['root', 'part', 'far'].map((word) => nameId(`test:${word}`)) as [Id, Id, Id];
const staff = nameId('test:staff');

const opened = (order: Id, mergedInto: Id | null = null): readonly [Change, Change] => [
  [
    'orders',
    order,
    {
      born: true,
      openedBy: staff,
      openedAt: NOON,
      kind: 'dine_in',
      currency: 'XOF',
      ...(mergedInto && { mergedInto }),
    },
  ],
  [
    'order_lines',
    nameId(`line of ${order}`),
    {
      born: true,
      order,
      addedBy: staff,
      addedAt: NOON,
      item: staff,
      name: 'Garba',
      unitPriceMinor: 1_000,
      taxBp: 0,
      taxIncluded: true,
      station: null,
      modifiers: [],
      quantity: 1,
      seat: null,
      status: [0, 'sent'],
    },
  ],
];

/** A till with three orders that were merged one into the other, all of it in the cloud. */
async function mergedTill() {
  const { device, open } = await testTill(testServer());
  const tap = async (kind: string, changes: readonly Change[], receipts: 0 | 1 = 0) => {
    const saved = await device.record(staff, () => ok({ kind, receipts, changes }));
    expect(saved.ok).toBe(true);
    await device.exchange();
  };
  for (const [order, into] of [[root], [part, root], [far, part]] as const) {
    const [opening, line] = opened(order, into);
    await tap('order.open', [opening]);
    await tap('order.add_line', [line]);
  }
  const pay = async () => {
    const ids = { id: nameId('paid'), receipt: nameId('paid'), newShift: nameId('shift') };
    const money = { amountMinor: 3_000, tenderedMinor: 3_000, install: 'AAAAAAAAAA', series: 'T1', count: 1 };
    const context = { actor: staff, role: 'owner', nowMs: NOON } as const;
    const intent = { ...ids, ...money, order: root, drawer: nameId('drawer') };
    const taken = takeCashWithReceipt(device.view, intent, context);
    await tap('payment.take', taken.ok ? taken.value : []);
  };
  const restarted = async () => {
    const again = open();
    await again.load();
    return again;
  };
  return { device, tap, pay, restarted };
}

test('[ORD-1] an open part comes with the orders it was merged with, closed ones too', async () => {
  const { tap, restarted } = await mergedTill();
  // Another till, which knew of no merge, was paid for the root alone.
  await tap('order.close', [['orders', root, { status: [0, 'closed'] }]]);
  const { view } = await restarted();
  expect(partIdsOf(view, far)).toEqual([root, ...[part, far].toSorted()]);
  expect(dueOf(view, far).totalMinor).toBe(3_000);
});

test('[ORD-1] a part that was closed with another order is nothing odd, nor what a start loads', async () => {
  const { pay, restarted, device } = await mergedTill();
  await pay();
  const again = await restarted();
  expect([...again.view.all('orders')].length).toBe(0);
  expect(exceptionsOf(device.view, NOON).map(({ kind }) => kind)).toEqual(['float_unknown']);
  await again.loadOrder(part);
  expect(dueOf(again.view, part)).toMatchObject({ totalMinor: 3_000, dueMinor: 0 });
  expect(isPaidElsewhere(again.view, part)).toBe(false);
});

test('[ORD-1] a dish that comes late to a part brings the whole merged order into sight', async () => {
  const { tap, pay, restarted } = await mergedTill();
  await pay();
  const [, [name, , fields]] = opened(part);
  await tap('order.add_line', [[name, nameId('late'), fields]]);
  const { view } = await restarted();
  const found = exceptionsOf(view, NOON).filter(({ kind }) => kind !== 'float_unknown');
  expect(found).toMatchObject([
    { kind: 'line_after_close', subjects: [nameId('late')], order: root, amountMinor: 1_000 },
  ]);
});
