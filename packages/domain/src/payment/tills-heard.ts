import type { Install } from '../kernel/ids.ts';
import { readStamp } from '../kernel/stamp.ts';
import { entityOf, type View } from '../kernel/view.ts';
import { orderLines, orders, voids } from '../order/schema.ts';
import { devices } from '../server-collections.ts';
import { shiftClosings, shiftOpenings } from '../shift/schema.ts';
import { attemptRefunds, payments, refunds } from './schema.ts';

/** A till, and when it wrote the latest of what is known here. **Units** ms since 1970, by its stamps. */
export type HeardTill = { readonly install: Install; readonly name: string; readonly heardAt: number };

/** A till that wrote nothing for so long is in a cupboard, and nobody waits for it. **Units** ms. */
export const FORGOTTEN_MS = 7 * 86_400_000;
/** One that wrote nothing for so long may be without a line, or nobody taps on it: nobody here can tell. **Units** ms. */
export const QUIET_MS = 15 * 60_000;

/**
 * The tills of which something may be missing: those quiet for `quietMs`, but for this one and those that are forgotten.
 * **Why** by their own stamps: a device sends its ops in their order, so who has told of one has told of all before it.
 */
export function quietTills(
  view: View,
  about: { readonly own: Install; readonly nowMs: number; readonly quietMs: number },
): readonly HeardTill[] {
  const { own, nowMs, quietMs } = about;
  return heardTills(view).filter(
    ({ install, heardAt }) => install !== own && heardAt >= nowMs - FORGOTTEN_MS && heardAt <= nowMs - quietMs,
  );
}

/** Every till of the house with its latest stamp; one that wrote nothing yet with the moment of its linking. */
export function heardTills(view: View): readonly HeardTill[] {
  const heard = latestStamps(view);
  const tills: HeardTill[] = [];
  for (const row of view.all(devices.name)) {
    const device = entityOf(devices, row);
    if (device?.kind !== 'pos' || device.revoked === 'yes') continue;
    const { install, name } = device;
    tills.push({ install, name, heardAt: Math.max(msOf(row.st), heard.get(install) ?? 0) });
  }
  return tills.toSorted((a, b) => a.name.localeCompare(b.name) || (a.install < b.install ? -1 : 1));
}

const WRITTEN_BY_TILLS = [orders, orderLines, voids, payments, refunds, attemptRefunds, shiftOpenings, shiftClosings];

function latestStamps(view: View): ReadonlyMap<Install, number> {
  const heard = new Map<Install, number>();
  for (const { name } of WRITTEN_BY_TILLS) {
    for (const row of view.all(name)) {
      for (const mark of [row.st, ...Object.values(row.sx ?? {})]) {
        const { install } = readStamp(mark.replace('~', ''));
        heard.set(install, Math.max(heard.get(install) ?? 0, msOf(mark)));
      }
    }
  }
  return heard;
}

const msOf = (mark: string): number => readStamp(mark.replace('~', '')).ms;
