import { expect, test } from 'vitest';
import { mergeOrders, ok, openOrder, type Id } from '@resto360/domain';
import { HOUSE } from '../house.ts';
import { SHIFT } from '../profile.ts';
import { World } from '../world.ts';
import { FirstSights } from './first-sights.ts';
import { ORDINARY, runShift } from './ordinary-shift.ts';
import { sumOfShifts } from './sum-of-shifts.ts';

test('[SYN-23] under 1 % of the ops of an ordinary shift ask for a person', async () => {
  const { failed, ops, offline, sharedParties, exceptions, manualShare } = sumOfShifts([await runShift(2)]);
  expect(failed).toBe(0);
  expect(ops).toBeGreaterThan(300);
  expect(Math.abs(offline - ORDINARY.offline)).toBeLessThan(0.05);
  expect(Math.abs(sharedParties - ORDINARY.sharedParties)).toBeLessThan(0.05);
  // None at all would say that nothing was counted.
  expect(Object.keys(exceptions)).not.toEqual([]);
  expect(manualShare).toBeLessThan(0.01);
});

test('[SYN-23] where two waiters serve every table the share is above 1 %: the figure can fail', async () => {
  const shared = { ...ORDINARY, hours: 4, sharedParties: 1 };
  const { manualShare } = sumOfShifts([await runShift(2, shared), await runShift(3, shared)]);
  expect(manualShare).toBeGreaterThan(0.01);
});

test('[SYN-23] an exception counts once, at first sight, also when it ended since', async () => {
  const world = await World.open(1, SHIFT);
  const sights = new FirstSights(world);
  await sights.open();
  const [till] = world.tablets;
  if (!till) throw new Error('a world has a till');
  const context = { actor: HOUSE.staff.manager, role: 'manager', nowMs: world.now } as const;
  const orders: readonly Id<'order'>[] = [world.newId(), world.newId()];
  const { view } = till.device;
  for (const id of orders) {
    const intent = { id, restaurant: HOUSE.restaurant, kind: 'dine_in', table: HOUSE.tables[0] ?? null } as const;
    await till.device.record(context.actor, () => {
      const opened = openOrder(view, intent, context);
      return opened.ok ? ok({ kind: 'order.open', changes: opened.value, receipts: 0 }) : opened;
    });
    await world.syncFully(till);
    await sights.look();
  }
  const [order = '', into = ''] = orders;
  await till.device.record(context.actor, () => {
    const merged = mergeOrders(view, { order, into }, context);
    return merged.ok ? ok({ kind: 'order.merge', changes: merged.value, receipts: 0 }) : merged;
  });
  await world.syncFully(till);
  await sights.look();
  expect(sights.byKind()).toEqual({ table_opened_twice: 1 });
  expect(await sights.ops()).toBe(3);
});
