import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { canFocus } from './can-focus.ts';
import { useSpeech } from '../words/words.tsx';

/**
 * A dialog: in the middle of a tablet, from below on a phone. Escape and the cross close it. The focus goes to what
 * is marked `data-first`, stays inside, and comes back to what opened it.
 */
export function Sheet(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly wide?: boolean;
}) {
  const { words } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the paint, and closed before it is taken out of the page: only so does the browser give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={props.wide ? 'sheet wide' : 'sheet'}
      aria-label={props.title}
      onKeyDown={keepInside}
      onCancel={(event) => {
        // React tells a sheet of its inner sheets' too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        props.onClose();
      }}
      // A browser may close it without asking, where nobody touched anything since it opened by itself.
      onClose={({ currentTarget: { isConnected, open } }) => isConnected && !open && props.onClose()}
    >
      <div className="sheet-box">
        <div className="sheet-head">
          <h2 className="grow">{props.title}</h2>
          <Button look="icon" aria-label={words.app.close} onClick={props.onClose}>
            ✕
          </Button>
        </div>
        <div className="sheet-body">{props.children}</div>
        {props.foot && <footer className="sheet-foot">{props.foot}</footer>}
      </div>
    </dialog>
  );
}

// Of a group of radio buttons Tab knows only the one that is on.
const STOPS = 'a[href], button, input:not([type="radio"]:not(:checked)), select, textarea, summary';

// After the last comes the first. The browser alone would go to its own bar, of which an installed app has none.
function keepInside(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key !== 'Tab') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)].filter(isStop);
  const [first, last] = [stops[0], stops.at(-1)];
  const [end, other] = event.shiftKey ? [first, last] : [last, first];
  if (event.target !== end) return;
  event.preventDefault();
  other?.focus();
}

const isStop = (element: HTMLElement) => element.tabIndex >= 0 && canFocus(element);
