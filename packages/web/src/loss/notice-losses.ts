import { listLocalRestaurants } from '../store/database.ts';
import { IndexedDbStore } from '../store/indexeddb-store.ts';
import { keepLosses, keptCanaries, keptLosses } from './kept-outside.ts';
import { lookAround, type Around } from './look-around.ts';
import { lossesOf, type Canary, type LocalInstall, type Loss } from './loss.ts';

/** What a start finds: data that are gone, and ops that wait in the database of another restaurant. */
export type Noticed = { readonly losses: readonly Loss[]; readonly strays: readonly LocalInstall[] };

const BROWSER: Around = {
  restaurants: listLocalRestaurants,
  open: (restaurant) => new IndexedDbStore(restaurant),
};

/**
 * Looks at every local database and compares it with what is kept outside (SYN-13). `own`: where the station that is
 * open stood at its start; it may have gone on since.
 */
export async function noticeLosses(
  own?: Pick<Canary, 'restaurant' | 'seq'>,
  { around = BROWSER, nowMs = Date.now() }: { readonly around?: Around; readonly nowMs?: number } = {},
): Promise<Noticed> {
  const here = await lookAround(around);
  const atStart = here.map((one) => (one.restaurant === own?.restaurant ? { ...one, seq: own.seq } : one));
  keepLosses(lossesOf(keptCanaries(), atStart, nowMs));
  return { losses: keptLosses(), strays: straysOf(here, own?.restaurant) };
}

/** What waits now in databases of other restaurants than this one. */
export async function listStrays(
  own: Canary['restaurant'],
  around: Around = BROWSER,
): Promise<readonly LocalInstall[]> {
  return straysOf(await lookAround(around), own);
}

const straysOf = (here: readonly LocalInstall[], own: Canary['restaurant'] | undefined) =>
  here.filter(({ restaurant, unsent }) => restaurant !== own && unsent > 0);
