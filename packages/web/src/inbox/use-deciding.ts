import { useEffect, useState } from 'react';
import { decisions, find, type Exception, type Id } from '@resto360/domain';
import { canUndo, Remedy, type RemedyOption } from '@resto360/domain/decision';
import type { Person } from '../staff/staff-session.ts';
import { useApproval } from '../staff/use-approval.tsx';
import type { TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { sayRefusal } from '../words/say-refusal.ts';
import { decideIntent, undoIntent } from './inbox-intents.ts';
import { settleOp } from './quarantine-api.ts';
import { useTelling } from './use-telling.ts';

/** How long what was done stands below with its undo; it can be undone in the history ever after. **Units** ms. */
const SAID_MS = 20_000;

/** What was said last, and what takes it back. */
export type Said = {
  readonly said: string;
  readonly undo: { readonly id: Id<'exception'>; readonly order: Id<'order'> | null } | null;
};

/** Decides and undoes: each tap one op, with what came of it in words. */
export function useDeciding(person: Person) {
  const station = useStation();
  const { tap, approval } = useApproval();
  const { words: main } = useSpeech();
  const { words } = useTelling();
  const [last, setLast] = useState<Said>();
  const [busy, setBusy] = useState<Id<'exception'>>();
  const [refusal, setRefusal] = useState('');
  useEffect(() => {
    if (!last) return undefined;
    const timer = setTimeout(() => setLast(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [last]);
  const told = (outcome: TapOutcome): boolean => {
    setRefusal(outcome.kind === 'refused' ? sayRefusal(main, outcome.refusal) : '');
    return outcome.kind === 'saved';
  };
  const settleAtServer = async (id: Id, how: 'replay' | 'discard' | 'bring_back') => {
    const done = await settleOp(station.identity, { id, how, actor: person.id });
    const isDone = done !== 'still_held' && done !== 'no_answer';
    setRefusal(isDone ? '' : done === 'still_held' ? words.stillHeld : words.notNow);
    if (isDone) setLast({ said: words.settledOp[done], undo: null });
    station.syncNow();
  };
  const decide = async (one: Exception, option: RemedyOption, said: string) => {
    setBusy(one.id);
    const intent = decideIntent(station, person, { exception: one.id, option, reason: reasonOf(option.remedy, words) });
    if (option.how === 'server') {
      await settleAtServer(one.subjects[0] ?? '', option.remedy === Remedy.replayOp ? 'replay' : 'discard');
    } else if (intent && told(await tap(intent))) {
      // Another price is another price: lists made of the menu are made anew.
      if (option.how === 'edit') station.changed(true);
      const decision = find(station.view, decisions, one.id);
      const isUndoable = decision !== undefined && canUndo(station.view, decision);
      setLast({ said, undo: isUndoable ? { id: one.id, order: one.order } : null });
    }
    setBusy(undefined);
  };
  const undo = async (id: Id<'exception'>, order: Id<'order'> | null) => {
    // A matter that was settled long ago is not on the screens, nor is its order.
    if (order !== null) await station.device.loadOrder(order);
    if (told(await tap(undoIntent(station, person, { exception: id, reason: words.reason.undo })))) {
      setLast({ said: words.undone, undo: null });
    }
  };
  return {
    approval,
    last,
    busy,
    refusal,
    decide: (...args: Parameters<typeof decide>) => void decide(...args),
    undo: (...args: Parameters<typeof undo>) => void undo(...args),
    bringBack: (op: Id) => void settleAtServer(op, 'bring_back'),
  };
}

const reasonOf = (remedy: Remedy, { reason }: ReturnType<typeof useTelling>['words']): string =>
  remedy in reason ? reason[remedy as keyof typeof reason] : '';
