import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';
import { RefusalCode, type RowEdit } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import type { Person } from '../staff/staff-session.ts';
import type { Intent } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { sayRefusal } from '../words/say-refusal.ts';
import { saveIntent } from './office-intents.ts';
import { inverseOf } from './undo.ts';

/** How long what was done can be taken back with one tap. **Units** ms. */
const UNDO_MS = 10_000;

/** Saves edits as one op; answers what a form shows: empty when it is done, else why not. `said` is shown with an undo. */
export type Save = (edits: readonly RowEdit[], said: string) => Promise<string>;

const Saving = createContext<{ readonly save: Save; readonly person: Person } | undefined>(undefined);

/** Gives the pages of the office their way to save, and shows the last save with its undo. */
export function SavingProvider({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  const station = useStation();
  const { words } = useSpeech();
  const [last, setLast] = useState<{ readonly said: string; readonly undo: Intent | null }>();
  const toast = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!last) return undefined;
    // Not under the fingers of somebody who is about to press it.
    const forget = () => toast.current?.contains(document.activeElement) || setLast(undefined);
    const timer = setInterval(forget, UNDO_MS);
    return () => clearInterval(timer);
  }, [last]);
  const save: Save = async (edits, said) => {
    const undo = saveIntent(person, inverseOf(station.view, edits));
    const outcome = await station.tap(saveIntent(person, edits));
    // Another tab, or a painted page, may know the house by these rows: lists made of it are made anew.
    station.changed(true);
    if (outcome.kind === 'not_saved') return words.notSaved.title;
    if (outcome.kind === 'refused') {
      return outcome.refusal.code === RefusalCode.nothingChanged ? '' : sayRefusal(words, outcome.refusal);
    }
    setLast({ said, undo });
    return '';
  };
  const takeBack = async (undo: Intent) => {
    const outcome = await station.tap(undo);
    station.changed(true);
    const refusal = outcome.kind === 'refused' ? outcome.refusal : undefined;
    setLast({ said: refusal ? sayRefusal(words, refusal) : words.office.undone, undo: null });
  };
  return (
    <Saving value={{ save, person }}>
      {children}
      <div ref={toast} className="office-toast" role="status">
        {last && (
          <p>
            <span className="grow">{last.said}</span>
            {last.undo && <Button onClick={() => last.undo && void takeBack(last.undo)}>{words.office.undo}</Button>}
          </p>
        )}
      </div>
    </Saving>
  );
}

/** The way to save, and who saves. */
export function useSaving() {
  const saving = use(Saving);
  if (!saving) throw new Error('a page of the office stands inside a SavingProvider');
  return saving;
}
