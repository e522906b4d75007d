import { Suspense } from 'react';
import { find, orders, type Id } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { DrawerChoice } from './drawer-choice.tsx';
import { OtherPart, RailPart } from './on-demand.ts';
import type { CashHanded } from './order-intents.ts';
import type { Way } from './pay-ways.tsx';
import type { useTake } from './use-take.ts';
import type { Typing } from './use-typing.ts';

/** How it is taken: the amount by keys, the drawer, and the last tap of the way that was chosen. */
export function PayTaken(props: {
  readonly order: Id<'order'>;
  readonly person: Person;
  readonly way: Way;
  readonly typing: Typing;
  readonly drawer: Id<'drawer'>;
  readonly onDrawer: (drawer: Id<'drawer'>) => void;
  readonly taking: Pick<ReturnType<typeof useTake>, 'take' | 'saving' | 'refusal'>;
}) {
  const { order, person, way, typing, drawer, onDrawer } = props;
  const { take, saving, refusal } = props.taking;
  const { amountMinor, tenderedMinor, tipMinor, owedMinor } = typing.cash;
  const takeCash = () => take({ drawer, amountMinor, tenderedMinor, tipMinor, changeOwedMinor: owedMinor });
  const takeOther = (how: Pick<CashHanded, 'method' | 'label'>) =>
    take({ drawer, amountMinor, tenderedMinor: amountMinor, ...how });
  return (
    <div className="pay-right">
      {/* Enter takes what was typed, never an amount that nobody looked at. */}
      <PayKeys order={order} typing={typing} onEnter={() => typing.isTyped && way === 'cash' && takeCash()} />
      <DrawerChoice drawer={drawer} onDrawer={onDrawer} />
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {way === 'cash' && <TakeCash typing={typing} isSaving={saving} onTake={takeCash} />}
      <Suspense>
        {way === 'other' && <OtherPart amountMinor={amountMinor} isSaving={saving} onTake={takeOther} />}
        {typeof way !== 'string' && (
          <RailPart key={way.id} rail={way} {...{ order, drawer, person, amountMinor }} onAsked={typing.begin} />
        )}
      </Suspense>
    </div>
  );
}

// Where nobody counts in single francs a key of three zeros is worth more than one of two.
const ZEROS: Readonly<Record<string, string>> = { XOF: '000', XAF: '000', GNF: '000', CDF: '000' };

function PayKeys(props: { readonly order: Id<'order'>; readonly typing: Typing; readonly onEnter: () => void }) {
  const { order, typing, onEnter } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const zeros = ZEROS[find(view, orders, order)?.currency ?? 'XOF'] ?? '00';
  return (
    <Keypad
      label={words.pay.digits}
      eraseLabel={words.pay.erase}
      last={{ label: zeros, onTap: () => typing.type(zeros) }}
      onDigit={typing.type}
      onErase={typing.erase}
      onEnter={onEnter}
    />
  );
}

function TakeCash(props: { readonly typing: Typing; readonly isSaving: boolean; readonly onTake: () => void }) {
  const { words, formats } = useSpeech();
  const { typing, isSaving, onTake } = props;
  const { dueMinor } = typing;
  const { amountMinor } = typing.cash;
  const take = amountMinor < dueMinor ? words.pay.takePart : words.pay.take;
  return (
    <Button look="primary" className="take" disabled={amountMinor <= 0} aria-disabled={isSaving} onClick={onTake}>
      {isSaving ? words.pay.saving : take(formats.money(amountMinor))}
    </Button>
  );
}
