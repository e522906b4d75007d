import { useState, type ReactNode } from 'react';
import type { Language } from '../words/format.ts';
import { SpeechProvider, useSpeech, useSpeechOf } from '../words/words.tsx';
import { applyTheme } from '../shell/theme.ts';
import { Button, type ButtonLook } from './button.tsx';
import { Keypad } from './keypad.tsx';
import { LineShape } from './line-shape.tsx';
import { BigMoney, Money } from './money.tsx';
import { Notice } from './notice.tsx';
import { Sheet } from './sheet.tsx';
import { Stepper } from './stepper.tsx';
import '../style/ui.css';

/** The states a control can be in; `data-show` draws one that a picture cannot hold, a finger on it for one. */
const STATES = ['rest', 'hover', 'focus', 'pressed', 'disabled', 'busy'] as const;
const LOOKS: readonly (ButtonLook | undefined)[] = [undefined, 'primary', 'accent', 'danger'];
const LINE_STATES = ['draft', 'held', 'sent', 'preparing', 'ready', 'served', 'void'] as const;
const TABLE_STATES = ['free', 'seated', 'kitchen', 'ready', 'billed'] as const;
const COLOURS = ['go', 'money', 'lost', 'new', 'good', 'sunken', 'surface', 'line', 'ink', 'muted'] as const;

/** Every component in every state, on one page: what a screen is made of, and where a change of it is looked at. */
export function UiPage({ language }: { readonly language: Language }) {
  const speech = useSpeechOf(language, stay, { currency: 'XOF', timezone: 'Africa/Abidjan' });
  return (
    <SpeechProvider speech={speech}>
      <div className="page">
        <header className="bar">
          <h1 className="grow">RESTO360 · ui</h1>
          {(['light', 'dark'] as const).map((theme) => (
            <Button key={theme} onClick={() => applyTheme(theme)}>
              {speech.words.app[theme]}
            </Button>
          ))}
        </header>
        <main className="scroll ui">
          <Colours />
          <Buttons />
          <Fields />
          <Shapes />
          <Figures />
        </main>
      </div>
    </SpeechProvider>
  );
}

// The page speaks the language of the device; it is changed where people work.
const stay = () => undefined;

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="ui-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Colours() {
  return (
    <Part title="colour">
      <div className="ui-row">
        {COLOURS.map((colour) => (
          <span key={colour} className={`ui-colour ${colour}`}>
            <i aria-hidden="true" />
            {colour}
          </span>
        ))}
      </div>
    </Part>
  );
}

function Buttons() {
  return (
    <Part title="button">
      {LOOKS.map((look) => (
        <div className="ui-row" key={look ?? 'rest'}>
          {STATES.map((state) => (
            <Button
              key={state}
              {...(look ? { look } : {})}
              data-show={state}
              disabled={state === 'disabled'}
              isBusy={state === 'busy'}
            >
              {state}
            </Button>
          ))}
        </div>
      ))}
    </Part>
  );
}

function Fields() {
  const { words } = useSpeech();
  const [pressed, setPressed] = useState(0);
  const [count, setCount] = useState(2);
  const [open, setOpen] = useState(false);
  return (
    <Part title="field, choice, notice">
      <div className="ui-row">
        <input className="field" aria-label="empty" placeholder={words.order.search} />
        <input className="field" aria-label="filled" defaultValue="Attiéké" />
        <input className="field" aria-label="error" aria-invalid="true" defaultValue="12a" />
        <input className="field" aria-label="disabled" disabled defaultValue="—" />
      </div>
      <div className="segments">
        {[0, 1, 2].map((one) => (
          <Button key={one} aria-pressed={pressed === one} onClick={() => setPressed(one)}>
            {one === 0 ? words.order.courseNow : words.order.courseOf(one)}
          </Button>
        ))}
        <Stepper quantity={count} onQuantity={setCount} words={words} />
        <Button onClick={() => setOpen(true)}>{words.order.actions}</Button>
      </div>
      <Notice>{words.chip.workOn}</Notice>
      <Notice tone="danger">{words.notSaved.broken}</Notice>
      <p className="refusal">{words.refusal.nothing_to_send()}</p>
      <p className="empty">{words.tables.none}</p>
      {open && (
        <Sheet title={words.order.actions} onClose={() => setOpen(false)}>
          <p>{words.chip.workOn}</p>
        </Sheet>
      )}
    </Part>
  );
}

function Shapes() {
  const { words } = useSpeech();
  return (
    <Part title="state: shape, colour and words">
      <div className="ui-row">
        {LINE_STATES.map((state) => (
          <span key={state} className="ui-row">
            <LineShape state={state} /> {words.order.state[state]}
          </span>
        ))}
      </div>
      <div className="tables">
        {TABLE_STATES.map((state) => (
          <span key={state} className={`table-tile ${state}`}>
            <span className="tile-top">
              <b className="tile-name">T7</b>
              <span className="tile-state">
                <i className={`shape ${state}`} aria-hidden="true" />
                {words.tables[state]}
              </span>
            </span>
          </span>
        ))}
      </div>
    </Part>
  );
}

function Figures() {
  const { words } = useSpeech();
  const [typed, setTyped] = useState('27500');
  return (
    <Part title="money">
      <BigMoney minor={Number(typed || '0')} />
      <Money minor={Number(typed || '0')} />
      <div className="ui-keypad">
        <Keypad
          label={words.staff.pin}
          eraseLabel={words.staff.erase}
          last={{ label: '000', onTap: () => setTyped(`${typed}000`.slice(0, 9)) }}
          onDigit={(digit) => setTyped(`${typed}${digit}`.slice(0, 9))}
          onErase={() => setTyped(typed.slice(0, -1))}
        />
      </div>
    </Part>
  );
}
