import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useSpeech } from '../words/words.tsx';

/**
 * A form in a sheet: fields, why the last save was refused, and the two ways out. `save` and `remove` answer empty when
 * it is done; the sheet then closes by itself.
 */
export function EditSheet(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly save: () => Promise<string> | string;
  readonly remove?: { readonly label: string; readonly hint?: string; readonly run: () => Promise<string> } | undefined;
  readonly saveLabel?: string;
  readonly children: ReactNode;
}) {
  const { words } = useSpeech();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  // Busy, not disabled: what has the focus keeps it, also when the save is refused.
  const run = async (work: () => Promise<string> | string) => {
    if (busy) return;
    setBusy(true);
    const said = await work();
    setBusy(false);
    setProblem(said);
    if (said === '') props.onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(props.save);
  };
  const { remove } = props;
  return (
    <Sheet title={props.title} wide onClose={props.onClose}>
      <form className="stack office-form" onSubmit={submit}>
        {props.children}
        {remove?.hint !== undefined && (
          <p className="muted small">
            <b>{remove.label}</b> · {remove.hint}
          </p>
        )}
        {/* In the foot, which is always in sight: a form may be longer than its sheet. */}
        <div className="office-form-foot">
          <p className="refusal" role="alert">
            {problem}
          </p>
          {remove && (
            <Button look="danger" isBusy={busy} onClick={() => void run(remove.run)}>
              {remove.label}
            </Button>
          )}
          <Button type="submit" look="primary" className="grow" isBusy={busy}>
            {props.saveLabel ?? words.office.save}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
