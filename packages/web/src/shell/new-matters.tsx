import { lazy, Suspense, useEffect } from 'react';
import { holdTellsLock } from '../push/tells-lock.ts';
import type { Person } from '../staff/staff-session.ts';
import { useIsLocked } from './locked.ts';
import { useFreshMatters, useOpenMatters } from './open-count.ts';

// Loaded when something is told for the first time; the service worker has it on a dead line too.
const MatterNotice = lazy(async () => ({ default: (await import('../inbox/inbox-parts.ts')).MatterNotice }));

/** Tells of matters that open while the app runs, over whichever page of the till or the office is there (NOT-4). */
export function NewMatters({ person }: { readonly person: Person }) {
  const isLocked = useIsLocked();
  useEffect(() => holdTellsLock(isLocked), [isLocked]);
  const open = useOpenMatters();
  const { fresh, read } = useFreshMatters();
  const shown = (open ?? []).filter(({ id }) => fresh.includes(id));
  if (shown.length === 0) return null;
  return (
    <Suspense>
      <MatterNotice matters={shown} person={person} onRead={read} />
    </Suspense>
  );
}
