import { demoRestaurant } from './demo-house.ts';
import type { DemoRestaurant } from './demo-restaurant.ts';
import { MAQUIS } from './maquis/house.ts';
import { TUNIS } from './tunis/house.ts';

export { demoChanges, type DemoOp } from './demo-changes.ts';
export type { DemoRestaurant, DemoRow, DemoStaff } from './demo-restaurant.ts';

/** The restaurants a fresh installation opens with: a maquis of Abidjan in francs, a fish restaurant of Tunis in millimes. */
export const DEMO_RESTAURANTS: readonly DemoRestaurant[] = [demoRestaurant(MAQUIS), demoRestaurant(TUNIS)];
