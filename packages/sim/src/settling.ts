import { listAll, may, ok, openExceptions, decisions, type Id } from '@resto360/domain';
import { decide, opKindOfRemedy, remediesOf, rightToUndo, undoDecision } from '@resto360/domain/decision';
import type { Tap } from '@resto360/sync/client';
import type { Hands } from './hands.ts';

/** Somebody opens the inbox and does one of the things it offers about one of the matters in it. */
export function settleMatter({ view, random, context, newId }: Hands): Tap | undefined {
  const one = random.pick(openExceptions(view, context.nowMs));
  const offered = one ? remediesOf(view, one) : [];
  const chosen = random.pick(offered.filter(({ how, right }) => opKindOfRemedy(how) && may(context.role, right)));
  const kind = chosen && opKindOfRemedy(chosen.how);
  if (!one || !chosen || kind === undefined) return undefined;
  const rows = { row: newId(), newShift: newId() };
  return ({ identity }) => {
    const intent = { exception: one.id, remedy: chosen.remedy, reason: 'vérifié', ...tillOf(identity.install, rows) };
    const done = decide(view, intent, context);
    return done.ok ? ok({ kind, changes: done.value, receipts: 0 }) : done;
  };
}

/** Somebody takes back what was decided. */
export function takeBackDecision({ view, random, context, newId }: Hands): Tap | undefined {
  const decided = listAll(view, decisions).filter(({ state }) => state === 'decided');
  const decision = random.pick(decided.filter(({ remedy }) => may(context.role, rightToUndo(remedy))));
  if (!decision) return undefined;
  const rows = { row: newId(), newShift: newId() };
  return ({ identity }) => {
    const intent = { exception: decision.id, reason: 'erreur', ...tillOf(identity.install, rows) };
    const done = undoDecision(view, intent, context);
    return done.ok ? ok({ kind: 'exception.undo', changes: done.value, receipts: 0 }) : done;
  };
}

const tillOf = (install: string, { row, newShift }: { readonly row: Id; readonly newShift: Id }) => ({
  row,
  till: { drawer: null, install, newShift },
});
