import { listAll, rails, type View } from '@resto360/domain';

/** How long a guest has where the rail does not say. **Units** ms. */
export const USUAL_WINDOW_MS = 5 * 60_000;

/** How long a guest has to say yes on a rail: a request that leaves later asks nobody. **Units** ms. */
export function askWindowMs(view: View, rail: string): number {
  return listAll(view, rails).find((one) => one.rail === rail)?.windowMs || USUAL_WINDOW_MS;
}
