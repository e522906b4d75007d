import { CACHES } from './make-room.ts';
import { failureKindOf } from './store-failure.ts';

/** How much of its storage this origin uses: from `short` on a person is warned, at `scarce` no picture is kept. */
export type Room = 'enough' | 'short' | 'scarce';

/** Shares of the quota. */
export const SHARES = { short: 0.7, scarce: 0.85 } as const;
/** What an op of a full device is saved in, when everything else is taken. **Units** bytes. */
export const BALLAST_BYTES = 5 * 1024 * 1024;

/** Where the storage is asked and the caches are; a test gives it others. */
export type Storage = {
  readonly estimate: () => Promise<StorageEstimate>;
  readonly caches: Pick<CacheStorage, 'keys' | 'delete' | 'has' | 'open'>;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
};

/** How much room an estimate means. What a browser does not tell is no reason to warn. */
export function roomOf({ usage, quota }: StorageEstimate, more = 0): Room {
  if (usage === undefined || !quota) return 'enough';
  const share = (usage + more) / quota;
  return share >= SHARES.scarce ? 'scarce' : share >= SHARES.short ? 'short' : 'enough';
}

/** How the room is, and whether the ballast is there. */
export type Looked = { readonly room: Room; readonly hasBallast: boolean };

/**
 * Looks after the room: writes the ballast while there is plenty, and lets go of pictures where room is scarce (SYN-16).
 * `had`: the ballast was there before; where it is gone, an op needed it, and what it left is for ops.
 * **Why** not the estimate alone: Chromium tells a quota that is always far above the usage, and only what it refuses is
 * true.
 */
export async function lookAfterRoom({ estimate, caches, randomBytes }: Storage, had: boolean): Promise<Looked> {
  const found = await estimate();
  const has = await caches.has(CACHES.ballast);
  const mayWrite = !had && !has && roomOf(found, BALLAST_BYTES) === 'enough';
  const isWritten = mayWrite && (await hasWrittenBallast(caches, randomBytes));
  const isRefused = mayWrite && !isWritten;
  const room = isRefused || (had && !has) ? 'scarce' : roomOf(found);
  if (room === 'scarce') {
    const pictures = (await caches.keys()).filter((name) => name.startsWith(CACHES.pictures));
    await Promise.all(pictures.map((name) => caches.delete(name)));
  }
  return { room, hasBallast: has || isWritten };
}

// Of random bytes, which no disk makes smaller. **Why** a cache and not IndexedDB: what is deleted there frees its room
// only when the database is tidied up.
async function hasWrittenBallast(caches: Storage['caches'], randomBytes: Storage['randomBytes']): Promise<boolean> {
  const cache = await caches.open(CACHES.ballast);
  try {
    await cache.put('/ballast', new Response(randomBytes(BALLAST_BYTES)));
    return true;
  } catch (thrown) {
    // A half of it would pass for the whole.
    await caches.delete(CACHES.ballast);
    if (failureKindOf(thrown) !== 'full') throw thrown;
    return false;
  }
}
