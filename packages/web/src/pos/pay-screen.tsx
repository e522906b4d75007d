import { Suspense, useState } from 'react';
import { attemptsOf, dueOf, find, orders, partIdsOf, type Id } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { CashChange } from './cash-change.tsx';
import { cashSums } from './cash-sums.ts';
import { DrawerChoice, useDrawer } from './drawer-choice.tsx';
import type { CashHanded } from './order-intents.ts';
import { useOrderNames } from './order-name.ts';
import { PayDue, PayNotes } from './pay-due.tsx';
import { PayWays, type Way } from './pay-ways.tsx';
import { AnswerSheet, AttemptCards, CashExtras, OtherPart, RailPart } from './on-demand.ts';
import { useTake } from './use-take.ts';

/** Most digits a person types: beyond it lies no amount of a restaurant. */
const DIGITS_MAX = 12;
const NO_EXTRAS = { tipMinor: 0, owedMinor: 0 };

/** What is due, how it is paid, and what was handed over. "Paid" is said on the next page, after the commit. */
export function PayScreen({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const [way, setWay] = useState<Way>('cash');
  const [typed, setTyped] = useState<string | null>(null);
  const [extras, setExtras] = useState(NO_EXTRAS);
  const [drawer, setDrawer] = useDrawer();
  const { take, saving, refusal, isAsking, answer } = useTake(order, person);
  const currency = find(view, orders, order)?.currency ?? 'XOF';
  const dueMinor = Math.max(0, dueOf(view, order).dueMinor);
  const typedMinor = typed === null ? null : Number(typed);
  const cash = cashSums({ dueMinor, typedMinor, ...extras });
  const askedMinor = cash.amountMinor;
  const isCash = way === 'cash';
  const hasAttempts = partIdsOf(view, order).some((part) => attemptsOf(view, part).length > 0);
  const type = (digits: string) => setTyped(withDigits(typed, digits));
  const begin = () => {
    setTyped(null);
    setExtras(NO_EXTRAS);
  };
  const takeCash = () => {
    const { amountMinor, tenderedMinor, tipMinor, owedMinor } = cash;
    take({ drawer, amountMinor, tenderedMinor, tipMinor, changeOwedMinor: owedMinor });
  };
  const takeOther = (how: Pick<CashHanded, 'method' | 'label'>) =>
    take({ drawer, amountMinor: askedMinor, tenderedMinor: askedMinor, ...how });
  const name = useOrderNames()(order) ?? '';
  const zeros = ZEROS[currency] ?? '00';
  return (
    <div className="page pay">
      <TopBar title={`${name} · ${words.pay.title}`} back={addressOf({ page: 'order', order })} person={person} />
      <main className="scroll pay-main">
        <div className="pay-left">
          <PayDue order={order} />
          <PayWays
            way={way}
            onWay={(next) => {
              setWay(next);
              begin();
            }}
          />
          <Suspense>{hasAttempts && <AttemptCards order={order} person={person} />}</Suspense>
          <PayNotes
            {...{ currency, dueMinor, isCash }}
            shownMinor={isCash ? cash.tenderedMinor : askedMinor}
            onTyped={setTyped}
          />
          {isCash && <CashChange {...cash} />}
          <Suspense fallback={<div className="cash-extras" />}>
            {isCash && (
              <CashExtras
                currency={currency}
                changeMinor={cash.restMinor + cash.tipMinor}
                extras={extras}
                onExtras={setExtras}
              />
            )}
          </Suspense>
        </div>
        <div className="pay-right">
          <Keypad
            label={words.pay.digits}
            eraseLabel={words.pay.erase}
            last={{ label: zeros, onTap: () => type(zeros) }}
            onDigit={type}
            onErase={() => setTyped((typed ?? '').slice(0, -1) || '0')}
            // Enter takes what was typed, never an amount that nobody looked at.
            onEnter={() => typed !== null && isCash && takeCash()}
          />
          <DrawerChoice drawer={drawer} onDrawer={setDrawer} />
          <p className="refusal" role="alert">
            {refusal}
          </p>
          {isCash && (
            <Button
              look="primary"
              className="take"
              disabled={askedMinor <= 0}
              aria-disabled={saving}
              onClick={takeCash}
            >
              {saving
                ? words.pay.saving
                : askedMinor < dueMinor
                  ? words.pay.takePart(formats.money(askedMinor))
                  : words.pay.take(formats.money(dueMinor))}
            </Button>
          )}
          <Suspense>
            {way === 'other' && <OtherPart amountMinor={askedMinor} isSaving={saving} onTake={takeOther} />}
            {typeof way !== 'string' && (
              <RailPart
                key={way.id}
                rail={way}
                {...{ order, drawer, person }}
                amountMinor={askedMinor}
                onAsked={begin}
              />
            )}
          </Suspense>
        </div>
      </main>
      <Suspense>
        {isAsking && <AnswerSheet why="under_way" person={person} onAnswered={answer} onClose={() => answer(null)} />}
      </Suspense>
    </div>
  );
}

// Where nobody counts in single francs a key of three zeros is worth more than one of two.
const ZEROS: Readonly<Record<string, string>> = { XOF: '000', XAF: '000', GNF: '000', CDF: '000' };

// Digits are typed as on a terminal: they come in from the right, and the decimals are where the currency has them.
function withDigits(typed: string | null, digits: string): string {
  return `${typed ?? ''}${digits}`.replace(/^0+(?=\d)/, '').slice(0, DIGITS_MAX);
}
