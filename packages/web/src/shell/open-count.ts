import { useEffect, useSyncExternalStore } from 'react';
import { openInParts, type Exception, type Id } from '@resto360/domain';
import { keep, kept } from '../station/keep.ts';
import type { Station } from '../station/station.ts';
import { useRead } from '../station/use-read.ts';
import { rememberedMatters, rememberMatters } from '../staff/staff-session.ts';
import { calm } from './calm.ts';
import { formerMatters } from './former-matters.ts';
import { FreshMatters } from './fresh-matters.ts';
import { useIsLocked } from './locked.ts';

/** How often what is odd is looked for, while something changes; how long a look is good. **Units** ms. */
const LOOK_MS = 2_000;
const GOOD_MS = 60_000;
const IDLE_MAX_MS = 1_000;

/** How many matters are open on this device, for a badge. */
export function useOpenCount(): number {
  return (useOpenMatters() ?? last?.found ?? []).length;
}

/** The open matters of this device; undefined before the first look. */
export function useOpenMatters(): readonly Exception[] | undefined {
  const [found] = useRead(readOpen, LOOK_MS);
  return found;
}

const fresh = new FreshMatters(
  { read: () => kept('told-matters'), write: (text) => keep('told-matters', text) },
  { read: rememberedMatters, write: rememberMatters },
);

/** The matters that opened while the app runs and that nobody read yet, and the word that some were read. */
export function useFreshMatters(): Pick<FreshMatters, 'read'> & { readonly fresh: readonly Id<'exception'>[] } {
  const isLocked = useIsLocked();
  useEffect(() => fresh.hold(isLocked), [isLocked]);
  return { fresh: useSyncExternalStore(fresh.subscribe, () => fresh.list), read: fresh.read };
}

// Every page has its bar, and more than one of its parts asks: they share a look, and the next page shows at once what
// the last one knew.
let last: { readonly version: number; readonly atMs: number; readonly found: readonly Exception[] } | undefined;

let looking: Promise<void> | undefined;

async function readOpen(station: Station): Promise<readonly Exception[]> {
  if (last?.version !== station.version || Math.abs(Date.now() - last.atMs) > GOOD_MS) {
    looking ??= look(station).finally(() => (looking = undefined));
    await looking;
  }
  return last?.found ?? [];
}

async function look(station: Station): Promise<void> {
  const { view, version } = station;
  // Between two pages money may be here without the dishes it was for: nobody is told of that.
  if ((await station.read((tx) => tx.meta('cursor')))?.more !== false) return;
  // Never under a thumb: a look at every order costs more than a tap may, so it goes in parts, and between touches.
  await still();
  const atMs = Date.now();
  const found = new Map<Id, Exception>();
  for (const part of openInParts(view, atMs)) {
    for (const one of part) found.set(one.id, one);
    await still();
  }
  last = { version, atMs, found: [...found.values()] };
  const ids = last.found.map(({ id }) => id);
  fresh.note(ids, formerMatters(view, last.found));
}

async function still(): Promise<void> {
  await calm();
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_MAX_MS });
    else setTimeout(resolve, 0);
  });
}
