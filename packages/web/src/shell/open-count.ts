import { openInParts } from '@resto360/domain';
import type { Station } from '../station/station.ts';
import { useRead } from '../station/use-read.ts';

/** How often what is odd is counted, while something changes. **Units** ms. */
const COUNT_MS = 2_000;
const IDLE_MAX_MS = 1_000;

/** How many matters are open on this device, for a badge. */
export function useOpenCount(): number {
  const [count] = useRead(countOpen, COUNT_MS);
  return count ?? known ?? 0;
}

// Every page has its bar: the next one shows at once what the last one knew.
let known: number | undefined;

async function countOpen({ view }: Station): Promise<number> {
  const open = new Set<string>();
  // Never under a thumb: a look at every order costs more than a tap may.
  await idle();
  for (const part of openInParts(view, Date.now())) {
    for (const { id } of part) open.add(id);
    await idle();
  }
  known = open.size;
  return known;
}

const idle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_MAX_MS });
    else setTimeout(resolve, 0);
  });
