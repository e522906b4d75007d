import { useState, type ReactNode } from 'react';
import { find, staff, wishesFor, type AttemptWish, type View } from '@resto360/domain';
import { addressOf } from '../shell/route.ts';
import { placeAt } from '../shell/place.ts';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { AttemptTold } from './attempt-told.tsx';
import type { AskedAttempt } from './known.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import type { QueueEntry } from './queue.ts';
import { RefundBadge, StandingBadge } from './standing-badge.tsx';
import { useAnswer } from './use-answer.tsx';
import { useEntryStanding } from './use-standing.ts';
import { mayWish, wishesOf } from './wished.ts';
import { WishSheet } from './wish-sheet.tsx';

type Props = { readonly entry: QueueEntry; readonly view: View };

/** One attempt with all that is known of it, what people asked of it, and what can be asked now. */
export function QueueDetails(
  props: Props & { readonly person: Person; readonly onWished: () => void; readonly onClose: () => void },
) {
  const { entry, view, person, onWished, onClose } = props;
  const { identity } = useStation();
  const words = usePaymentWords();
  const now = useNow(5_000);
  const standing = useEntryStanding(entry, now);
  const { asked, attempt, orderName, railName, isRefund, group } = entry;
  const place = placeAt(location.pathname, identity.kind);
  return (
    <Sheet
      title={[orderName, railName, isRefund ? words.refund : ''].filter((part) => part !== '').join(' · ')}
      onClose={onClose}
      wide
    >
      {isRefund ? <RefundBadge group={group} /> : <StandingBadge standing={standing} asked={asked} />}
      {asked && <AttemptTold attempt={asked} standing={standing} now={now} />}
      <Facts entry={entry} view={view} />
      <Wished entry={entry} view={view} />
      <Wishing entry={entry} view={view} person={person} now={now} onWished={onWished} />
      <ButtonLink href={`${place === 'pos' ? '' : '/pos'}${addressOf({ page: 'order', order: attempt.order })}`}>
        {words.seeOrder}
      </ButtonLink>
    </Sheet>
  );
}

const moneyOf = (minor: number | undefined) => (minor ? <Money minor={minor} /> : '');

function Facts({ entry, view }: Props) {
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { attempt, asked, at, by, orderName, railName } = entry;
  const { told, amountMinor, reference } = attempt;
  const consentText = ({ text, by }: NonNullable<AskedAttempt['consent']>) => `${text} (${words.consentBy[by]})`;
  return (
    <dl className="sums">
      <Fact label={words.factOrder} value={orderName} />
      <Fact label={words.factRail} value={railName} />
      <Fact label={words.factAmount} value={<Money minor={amountMinor} />} />
      <Fact label={words.factAccepted} value={moneyOf(told?.acceptedMinor)} />
      <Fact label={words.factReversed} value={moneyOf(told?.reversedMinor)} />
      <Fact label={words.factReference} value={reference ?? ''} />
      <Fact label={words.factOperatorTxn} value={told?.operatorTxn ?? ''} />
      <Fact label={words.factPayer} value={asked?.payer ?? ''} />
      <Fact label={words.factConsent} value={asked?.consent ? consentText(asked.consent) : ''} />
      <Fact label={words.factBy} value={find(view, staff, by ?? '')?.name ?? ''} />
      <Fact label={words.factAt} value={formats.dateTime(at)} />
    </dl>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  if (value === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Wished({ entry, view }: Props) {
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const nameOf = (id: string | null) => find(view, staff, id ?? '')?.name ?? '';
  return (
    <ul className="wished">
      {wishesOf(view, entry.attempt).map(({ id, wish, reason, at, by, approvedBy }) => (
        <li key={id}>
          <b>{words.wished[wish]}</b>
          {reason !== '' && ` : ${reason}`}
          <span className="muted small">
            {' '}
            {formats.dateTime(at)} · {nameOf(by)}
            {approvedBy !== null && approvedBy !== by && ` · ${words.factApproved(nameOf(approvedBy))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Wishing(props: Props & { readonly person: Person; readonly now: number; readonly onWished: () => void }) {
  const { entry, view, person, now, onWished } = props;
  const { attempt, asked } = entry;
  const station = useStation();
  const words = usePaymentWords();
  const { tap, refusal, sheet } = useAnswer(person);
  const [chosen, setChosen] = useState<AttemptWish>();
  // A till decides with the order at hand: a closed one is on the disk and not in the view that a command reads.
  const wish = async (one: AttemptWish, reason: string) => {
    await station.device.loadOrder(attempt.order);
    await tap(paymentIntentsOf(person).wish(station.newId(), attempt.id, one, reason));
    onWished();
  };
  return (
    <>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <div className="attempt-acts">
        {asked &&
          wishesFor(attempt).map((one) => (
            <Button
              key={one}
              disabled={!mayWish(view, attempt, one, now)}
              onClick={() => (words.reasons[one].length === 0 ? void wish(one, '') : setChosen(one))}
            >
              {words.wish[one]}
            </Button>
          ))}
      </div>
      {chosen && (
        <WishSheet
          wish={chosen}
          onClose={() => setChosen(undefined)}
          onReason={(reason) => {
            setChosen(undefined);
            void wish(chosen, reason);
          }}
        />
      )}
      {sheet}
    </>
  );
}
