import { useRef, useState } from 'react';
import { dueOf, find, orders, type Id } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { BigMoney } from '../ui/money.tsx';
import { addressOf, go } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { keep, kept } from '../station/keep.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { listDrawers } from './list-drawers.ts';
import { intentsOf } from './order-intents.ts';
import { useOrderNames } from './order-name.ts';
import { quickNotes } from './quick-notes.ts';
import { useTaps } from './use-taps.ts';

/** Most digits a person types: beyond it lies no amount of a restaurant. */
const DIGITS_MAX = 12;

/** Cash: what is due, what was handed over, what to give back. "Paid" is said on the next page, after the commit. */
export function PayScreen({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const station = useStation();
  const { words, formats } = useSpeech();
  const { tap, refusal } = useTaps();
  const [id] = useState(() => station.newId());
  const [typed, setTyped] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const isSaving = useRef(false);
  const [drawer, setDrawer] = useDrawer();
  const known = find(station.view, orders, order);
  const { paidMinor, dueMinor } = dueOf(station.view, order);
  const tenderedMinor = typed === null ? dueMinor : Number(typed);
  const amountMinor = Math.min(dueMinor, tenderedMinor);
  const take = async () => {
    if (isSaving.current || amountMinor <= 0) return;
    isSaving.current = true;
    setSaving(true);
    const outcome = await tap(intentsOf(person).takeCash({ id, order, drawer, amountMinor, tenderedMinor }));
    isSaving.current = false;
    setSaving(false);
    // Saved by an earlier tap that seemed to fail: the paper says which amount that was.
    const isOld = outcome.kind === 'refused' && outcome.refusal.code === 'already_saved';
    // The next guest's cash goes to the same drawer, after a reload too.
    if (outcome.kind === 'saved') keep('drawer', drawer);
    if (outcome.kind === 'saved' || isOld) go({ page: 'receipt', order }, true);
  };
  const name = useOrderNames()(order) ?? '';
  const currency = known?.currency ?? 'XOF';
  return (
    <div className="page pay">
      <TopBar title={`${name} · ${words.pay.title}`} back={addressOf({ page: 'order', order })} person={person} />
      <main className="scroll pay-main">
        <div className="pay-left">
          <p className="muted">{words.pay.due}</p>
          <p className="due">
            <BigMoney minor={Math.max(0, dueMinor)} />
          </p>
          <p className="muted small" role="status">
            {paidMinor > 0 ? words.pay.paidSoFar(formats.money(paidMinor)) : words.pay.nothingPaid}
          </p>
          <div className="notes">
            <Button className="note" aria-pressed={tenderedMinor === dueMinor} onClick={() => setTyped(null)}>
              {words.pay.exact}
            </Button>
            {quickNotes(currency, dueMinor).map((note) => (
              <Button
                className="note"
                key={note}
                aria-pressed={tenderedMinor === note}
                onClick={() => setTyped(String(note))}
              >
                {formats.amount(note)}
              </Button>
            ))}
          </div>
          <Change dueMinor={dueMinor} tenderedMinor={tenderedMinor} />
        </div>
        <div className="pay-right">
          <Keypad
            label={words.pay.digits}
            eraseLabel={words.pay.erase}
            last={{ label: ZEROS[currency] ?? '00', onTap: () => setTyped(withDigits(typed, ZEROS[currency] ?? '00')) }}
            onDigit={(digit) => setTyped(withDigits(typed, digit))}
            onErase={() => setTyped((typed ?? '').slice(0, -1) || '0')}
            // Enter takes what was typed, never an amount that nobody looked at.
            onEnter={() => typed !== null && void take()}
          />
          <DrawerChoice drawer={drawer} onDrawer={setDrawer} />
          <p className="refusal" role="alert">
            {refusal}
          </p>
          <Button
            look="primary"
            className="take"
            disabled={amountMinor <= 0}
            aria-disabled={saving}
            onClick={() => void take()}
          >
            {saving
              ? words.pay.saving
              : amountMinor < dueMinor
                ? words.pay.takePart(formats.money(amountMinor))
                : words.pay.take(formats.money(dueMinor))}
          </Button>
        </div>
      </main>
    </div>
  );
}

// Where nobody counts in single francs a key of three zeros is worth more than one of two.
const ZEROS: Readonly<Record<string, string>> = { XOF: '000', XAF: '000', GNF: '000', CDF: '000' };

// Digits are typed as on a terminal: they come in from the right, and the decimals are where the currency has them.
function withDigits(typed: string | null, digits: string): string {
  return `${typed ?? ''}${digits}`.replace(/^0+(?=\d)/, '').slice(0, DIGITS_MAX);
}

function Change({ dueMinor, tenderedMinor }: { readonly dueMinor: number; readonly tenderedMinor: number }) {
  const { words, formats } = useSpeech();
  const changeMinor = tenderedMinor - dueMinor;
  const label = changeMinor < 0 ? words.pay.short : changeMinor === 0 ? words.pay.noChange : words.pay.change;
  return (
    <dl className={changeMinor < 0 ? 'change short' : 'change'} aria-live="polite">
      <div>
        <dt>{words.pay.received}</dt>
        <dd className="money">{formats.money(tenderedMinor)}</dd>
      </div>
      <div className="change-amount">
        <dt>{label}</dt>
        <dd className="money">{changeMinor === 0 ? '' : formats.money(Math.abs(changeMinor))}</dd>
      </div>
    </dl>
  );
}

function useDrawer(): [Id<'drawer'>, (drawer: Id<'drawer'>) => void] {
  const station = useStation();
  const all = listDrawers(station.view);
  const [chosen, setChosen] = useState(() => kept('drawer'));
  const drawer = all.find(({ id }) => id === chosen) ?? all[0];
  // A house without a drawer still takes cash: it goes to one that bears the restaurant's own id.
  const id = drawer?.id ?? station.identity.restaurant;
  return [
    id,
    (next) => {
      keep('drawer', next);
      setChosen(next);
    },
  ];
}

function DrawerChoice(props: { readonly drawer: Id<'drawer'>; readonly onDrawer: (drawer: Id<'drawer'>) => void }) {
  const { view } = useStation();
  const { words } = useSpeech();
  const all = listDrawers(view);
  if (all.length < 2) return null;
  return (
    <label className="drawer">
      <span className="muted">{words.pay.drawer}</span>
      <select className="field" value={props.drawer} onChange={(event) => props.onDrawer(event.target.value)}>
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
