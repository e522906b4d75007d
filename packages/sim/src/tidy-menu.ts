import { items, listAll, ok, write } from '@resto360/domain';
import { HOUSE } from './house.ts';
import type { Tablet } from './tablet.ts';
import type { World } from './world.ts';

/**
 * The manager tidies the menu on one tablet: a dish of the day comes, or one goes, or is given another price, also one that
 * somebody took off meanwhile or long ago (SYN-22). What stood there from the beginning stays: people must eat.
 */
export async function tidyMenu(world: World, tablet: Tablet): Promise<void> {
  if (tablet.identity.kind === 'kitchen') return;
  const { random } = world;
  const { category, station } = HOUSE;
  const priceMinor = 500 + random.below(10) * 50;
  const dishes = listAll(tablet.device.view, items).filter(({ id }) => !HOUSE.items.includes(id));
  const dish = random.pick(dishes);
  const standing = random.pick(dishes.filter(({ deleted }) => !deleted));
  const change = random.weighted([
    [3, () => write(items, world.newId(), { born: true, category, station, name: 'Plat du jour', priceMinor })],
    [3, () => standing && write(items, standing.id, { deleted: true })],
    [1, () => dish && write(items, dish.id, { deleted: true })],
    [2, () => dish && write(items, dish.id, { priceMinor })],
  ])?.();
  if (!change) return;
  await tablet.device.record(HOUSE.staff.manager, () => ok({ kind: 'menu.edit', changes: [change], receipts: 0 }));
}
