import { drawers, find, type Id } from '@resto360/domain';
import { decide, opKindOfRemedy, undoDecision, type RemedyOption } from '@resto360/domain/decision';
import { kept } from '../station/keep.ts';
import type { Intent, Station } from '../station/station.ts';
import type { Person } from '../staff/staff-session.ts';

/** The drawer that cash goes back from: the one this till takes cash into; null, where it has none, that of the payment. */
export function ownDrawer({ view, identity }: Station): Id<'drawer'> | null {
  const id = identity.kind === 'pos' ? kept('drawer') : null;
  return id !== null && find(view, drawers, id)?.deleted === false ? id : null;
}

/** A person's decision as a tap; undefined for a remedy that is no op of this device. */
export function decideIntent(
  station: Station,
  person: Person,
  about: { readonly exception: Id<'exception'>; readonly option: RemedyOption; readonly reason: string },
): Intent | undefined {
  const { exception, option, reason } = about;
  const kind = opKindOfRemedy(option.how);
  if (kind === undefined) return undefined;
  const more = rowsOf(station);
  return {
    kind,
    actor: person.id,
    // Money waits for the disk before anything says that it went back.
    painted: false,
    make: (view, { identity: { install }, isAged, approvedBy }) =>
      decide(
        view,
        { exception, remedy: option.remedy, reason, row: more.row, till: { ...more.till, install } },
        { actor: person.id, role: person.role, nowMs: Date.now(), isAged, approvedBy },
      ),
  };
}

/** Taking a decision back. */
export function undoIntent(
  station: Station,
  person: Person,
  about: { readonly exception: Id<'exception'>; readonly reason: string },
): Intent {
  const more = rowsOf(station);
  return {
    kind: 'exception.undo',
    actor: person.id,
    painted: false,
    make: (view, { identity: { install }, isAged, approvedBy }) =>
      undoDecision(
        view,
        { ...about, row: more.row, till: { ...more.till, install } },
        { actor: person.id, role: person.role, nowMs: Date.now(), isAged, approvedBy },
      ),
  };
}

const rowsOf = (station: Station) => ({
  row: station.newId(),
  till: { drawer: ownDrawer(station), newShift: station.newId() },
});
