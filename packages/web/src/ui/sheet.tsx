import { useEffect, useRef, type ReactNode } from 'react';
import { useSpeech } from '../words/words.tsx';

/** A dialog: in the middle of a tablet, from below on a phone. Escape and the cross close it. */
export function Sheet(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly wide?: boolean;
}) {
  const { words } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={props.wide ? 'sheet wide' : 'sheet'}
      aria-label={props.title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className="sheet-box">
        <header className="sheet-head">
          <h2 className="grow">{props.title}</h2>
          <button type="button" className="button icon" aria-label={words.app.close} onClick={props.onClose}>
            ✕
          </button>
        </header>
        <div className="sheet-body">{props.children}</div>
        {props.foot && <footer className="sheet-foot">{props.foot}</footer>}
      </div>
    </dialog>
  );
}
