import { Suspense } from 'react';
import { attemptsOf, find, orders, partIdsOf, rails, type Id } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { CashChange } from './cash-change.tsx';
import { AttemptCards, CashExtras, QrAhead } from './on-demand.ts';
import { PayDue, PayNotes } from './pay-due.tsx';
import { PayWays, type Way } from './pay-ways.tsx';
import type { Typing } from './use-typing.ts';

/** What is asked: what is due, the way it is paid, what is under way already, and what goes back of the cash. */
export function PayAsked(props: {
  readonly order: Id<'order'>;
  readonly person: Person;
  readonly way: Way;
  readonly typing: Typing;
  readonly onWay: (way: Way) => void;
}) {
  const { order, person, way, typing, onWay } = props;
  const { view } = useStation();
  const { cash, dueMinor } = typing;
  const currency = find(view, orders, order)?.currency ?? 'XOF';
  const isCash = way === 'cash';
  const hasAttempts = partIdsOf(view, order).some((part) => attemptsOf(view, part).length > 0);
  const [anyRail] = view.all(rails.name);
  return (
    <div className="pay-left">
      <PayDue order={order} />
      <PayWays way={way} onWay={onWay} />
      <Suspense>
        {anyRail && <QrAhead />}
        {hasAttempts && <AttemptCards order={order} person={person} />}
      </Suspense>
      <PayNotes
        {...{ currency, dueMinor, isCash }}
        shownMinor={isCash ? cash.tenderedMinor : cash.amountMinor}
        onTyped={typing.setTyped}
      />
      {isCash && <CashChange {...cash} />}
      <Suspense fallback={<div className="cash-extras" />}>
        {isCash && (
          <CashExtras
            currency={currency}
            changeMinor={cash.restMinor + cash.tipMinor}
            extras={typing.extras}
            onExtras={typing.setExtras}
          />
        )}
      </Suspense>
    </div>
  );
}
