import type { LocalInstall, Loss } from '../loss/loss.ts';

/** What was found beside the work itself, for the places where a person looks. */
export type Found = {
  /** Data that are gone from this device, until somebody confirms it. */
  readonly losses: readonly Loss[];
  /** Databases of other restaurants in which ops wait. */
  readonly strays: readonly LocalInstall[];
};
/** Nothing odd. */
export const NOTHING_FOUND: Found = { losses: [], strays: [] };
