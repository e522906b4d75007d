import { MENU_COLLECTIONS, type Id } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { SERVER_RULES, type ServerRules } from './rules.ts';
import type { TombstoneStore } from './tombstones.ts';

/**
 * Takes away what was taken off the menu so long ago that no device's window holds it and every device seen lately has
 * read that it went; answers how many rows (SYN-22). Where no device was seen nothing goes.
 *
 * **Why** the menu alone: a line says itself what its dish was (SYN-1), and devices let go of these tombstones with their
 * days (SYN-20), so no screen can count on them. Tables, areas, stations and drawers that were taken away stay: orders
 * and shifts of any age are named by them.
 * **Why** the devices are asked outside of the lock: one that falls below the horizon meanwhile reads the menu again.
 */
export async function purgeHouse(
  restaurant: Id<'restaurant'>,
  deps: { readonly store: TombstoneStore; readonly nowMs: () => number; readonly rules?: ServerRules },
): Promise<number> {
  const { store, nowMs, rules = SERVER_RULES } = deps;
  const { pos, kitchen, office } = rules.window;
  const seen = (await store.reads(restaurant)).filter(({ atMs }) => atMs > nowMs() - rules.seenMs);
  if (seen.length === 0) return 0;
  const upTo = rules.purge === 'unread' ? Number.MAX_SAFE_INTEGER : Math.min(...seen.map(({ cursor }) => cursor));
  const request = { collections: MENU_COLLECTIONS, upTo, days: Math.max(pos, kitchen, office) };
  let rows = 0;
  for (;;) {
    const step = await store.purge(restaurant, { ...request, rowsMax: LIMITS.purgeRows });
    rows += step.rows;
    if (!step.more) return rows;
  }
}
