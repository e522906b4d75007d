import { useEffect, useId, useRef, useState } from 'react';
import { REFERENCE_MAX } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { canReadCodes } from './code-detector.ts';
import { CodeSheet } from './code-sheet.tsx';
import { onEnter } from './on-enter.ts';

/** A reference as it is typed, pasted, or read off a code where the browser can; a read one stands there to be looked at. */
export function ReferenceField(props: {
  readonly raw: string;
  readonly onRaw: (raw: string) => void;
  readonly onEnter: () => void;
}) {
  const { raw, onRaw } = props;
  const id = useId();
  const words = usePaymentWords();
  const input = useRef<HTMLInputElement>(null);
  const [readOff, setReadOff] = useState<{ readonly reference: string }>();
  const isRead = readOff?.reference === raw;
  // The sheet gave the focus back to its button as it closed: what was read gets it afterwards.
  useEffect(() => {
    if (readOff) input.current?.focus();
  }, [readOff]);
  const take = (reference: string) => {
    setReadOff({ reference });
    onRaw(reference);
  };
  return (
    <div className="stack reference-field">
      <label className="label" htmlFor={id}>
        {words.reference}
      </label>
      <div className="reference-row">
        <input
          ref={input}
          id={id}
          className="field grow mono"
          value={raw}
          maxLength={REFERENCE_MAX}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          data-first
          aria-describedby={`${id}-hint`}
          onChange={(event) => onRaw(event.target.value)}
          onKeyDown={onEnter(props.onEnter)}
        />
        <PasteButton onPaste={onRaw} />
        <ReadButton onRead={take} />
      </div>
      <span id={`${id}-hint`} className={isRead ? 'small' : 'muted small'} role="status">
        {isRead ? words.codeRead : words.referenceHint}
      </span>
    </div>
  );
}

function PasteButton({ onPaste }: { readonly onPaste: (text: string) => void }) {
  const words = usePaymentWords();
  if (!('clipboard' in navigator && 'readText' in navigator.clipboard)) return null;
  const paste = async () => {
    // Refused by the person or the browser: they type it.
    const text = await navigator.clipboard.readText().catch(() => undefined);
    if (text !== undefined) onPaste(text.trim());
  };
  return <Button onClick={() => void paste()}>{words.paste}</Button>;
}

function ReadButton({ onRead }: { readonly onRead: (reference: string) => void }) {
  const words = usePaymentWords();
  const [isReading, setReading] = useState(false);
  const read = (reference: string) => {
    setReading(false);
    onRead(reference);
  };
  if (!useCanRead()) return null;
  return (
    <>
      <Button onClick={() => setReading(true)}>{words.readCode}</Button>
      {isReading && <CodeSheet onRead={read} onClose={() => setReading(false)} />}
    </>
  );
}

/** Whether codes can be read here; false until the browser has said so. */
function useCanRead(): boolean {
  const [can, setCan] = useState(false);
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const answer = await canReadCodes();
      if (!isGone) setCan(answer);
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, []);
  return can;
}
