import { ok, type Status } from '@resto360/domain';
import { isClosed } from '@resto360/sync';
import { HOUSE } from './house.ts';
import type { Random } from './random.ts';
import type { Tablet } from './tablet.ts';
import type { World } from './world.ts';

/** A guest comes back with a receipt: the order is opened again on a tablet that let go of it, or never had it (SYN-20). */
export async function openOldOrder(world: World, tablet: Tablet): Promise<void> {
  const closed = (await world.server.rows(HOUSE.restaurant, 'orders')).filter(isClosed);
  const order = world.random.pick(closed);
  if (!order || tablet.identity.kind === 'kitchen') return;
  const [epoch] = order.f['status'] as Status;
  const changes = [['orders', order.id, { status: [epoch + 1, 'open'] }] as const];
  await tablet.device.record(HOUSE.staff.manager, () => ok({ kind: 'order.reopen', changes, receipts: 0 }));
}

/** A row of the newest is lost on a tablet's disk, or lies there as an older one. Nothing on the screen tells (SYN-22). */
export async function spoilRow(tablet: Tablet, random: Random): Promise<void> {
  tablet.isRotten = true;
  await tablet.store.write('relaxed', async (tx) => {
    const cursor = (await tx.meta('cursor'))?.cursor ?? 0;
    const value = random.pick([...(await tx.rowsBetween(cursor - 20, cursor))]);
    if (!value) return;
    if (random.chance(0.5)) await tx.delete('rows', [[value.collection, value.row.id]]);
    else await tx.put('rows', [{ ...value, row: { ...value.row, v: value.row.v - 1 } }]);
  });
}
