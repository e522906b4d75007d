import { closeShift, dueOf, listRoots, listShifts, ok, type Status } from '@resto360/domain';
import { isClosed, isDeleted } from '@resto360/sync';
import type { Tap } from '@resto360/sync/client';
import { HOUSE } from './house.ts';
import type { Random } from '@resto360/domain';
import { payTap } from './service.ts';
import type { Tablet } from './tablet.ts';
import type { World } from './world.ts';

/** A guest comes back with a receipt: the order is opened again on a tablet that let go of it, or never had it (SYN-20). */
export async function openOldOrder(world: World, tablet: Tablet): Promise<void> {
  const { floor } = await world.server.page(HOUSE.restaurant, {
    since: 0,
    collections: [],
    limitRows: 1,
    limitBytes: 1,
    window: { days: world.profile.server.window.pos, floor: 0, leavesOut: false },
  });
  const orders = await world.server.rows(HOUSE.restaurant, 'orders');
  const order = world.random.pick(orders.filter((row) => isClosed(row) && row.v <= floor));
  if (!order || tablet.identity.kind === 'kitchen') return;
  const [epoch] = order.f['status'] as Status;
  const changes = [['orders', order.id, { status: [epoch + 1, 'open'] }] as const];
  await tablet.device.record(HOUSE.staff.manager, () => ok({ kind: 'order.reopen', changes, receipts: 0 }));
}

/**
 * The end of a day on one tablet: guests pay what they owe, and the manager closes every drawer. Only then may orders
 * leave the tablets when their days are over (SYN-20).
 */
export async function closeHouse(world: World, tablet: Tablet, saved: () => Promise<void>): Promise<void> {
  const { view } = tablet.device;
  const context = { actor: HOUSE.staff.manager, role: 'manager', nowMs: tablet.nowMs() } as const;
  const record = async (tap: Tap) => {
    await tablet.device.record(context.actor, tap);
    await saved();
  };
  for (const { id: order } of listRoots(view).filter(({ status }) => status[1] !== 'closed')) {
    const { dueMinor: amountMinor } = dueOf(view, order);
    const ids = { id: world.newId(), newShift: world.newId(), receipt: world.newId() };
    const money = { amountMinor, tenderedMinor: amountMinor, drawer: HOUSE.drawers[0] ?? '' };
    if (amountMinor > 0) await record(payTap(view, { ...ids, order, ...money }, context));
  }
  for (const shift of listShifts(view).filter(({ closed }) => !closed)) {
    await record(() => {
      const made = closeShift(view, { id: world.newId(), shift: shift.id, countedMinor: 0 }, context);
      return made.ok ? ok({ kind: 'shift.close', changes: made.value, receipts: 0 }) : made;
    });
  }
}

/** A row of the newest is lost on a tablet's disk, or lies there as an older one. Nothing on the screen tells (SYN-22). */
export async function spoilRow(tablet: Tablet, random: Random): Promise<void> {
  await tablet.store.write('relaxed', async (tx) => {
    const cursor = (await tx.meta('cursor'))?.cursor ?? 0;
    const value = random.pick([...(await tx.rowsBetween(cursor - 20, cursor))]);
    // No digest counts what says that it was deleted, and no screen shows it.
    if (!value || isDeleted(value.row)) return;
    tablet.isRotten = true;
    if (random.chance(0.5)) await tx.delete('rows', [[value.collection, value.row.id]]);
    else await tx.put('rows', [{ ...value, row: { ...value.row, v: value.row.v - 1 } }]);
  });
}
