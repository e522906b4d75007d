import { useState } from 'react';
import { isCounted, rootOf, wishesFor, type AttemptWish, type Id } from '@resto360/domain';
import { go } from '../shell/route.ts';
import { useNow } from '../shell/use-now.ts';
import { railName } from './rail-name.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { AttemptTold } from './attempt-told.tsx';
import { isPapered, tellingOf, type AskedAttempt } from './known.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import { groupOfStanding } from './standing.ts';
import { useStanding } from './use-standing.ts';
import { StandingBadge } from './standing-badge.tsx';
import { useAnswer } from './use-answer.tsx';
import { lastWishOf, mayWish } from './wished.ts';
import { WishSheet } from './wish-sheet.tsx';

/** How often ages and windows are looked at. **Units** ms. */
const LOOK_MS = 5_000;

/** What is under way for an order, live: each attempt with where it stands and what can be asked of it. */
export function AttemptCards({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const { view } = useStation();
  const words = usePaymentWords();
  const telling = tellingOf(view, order);
  if (telling.length === 0) return null;
  return (
    <section className="attempts" aria-label={words.title} aria-live="polite">
      {telling.map((attempt) => (
        <AttemptCard key={attempt.id} attempt={attempt} person={person} />
      ))}
    </section>
  );
}

function AttemptCard({ attempt, person }: { readonly attempt: AskedAttempt; readonly person: Person }) {
  const { view } = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const now = useNow(LOOK_MS);
  const standing = useStanding(attempt, now);
  return (
    <article className="card attempt" data-group={groupOfStanding(standing)} data-standing={standing}>
      <p className="attempt-head">
        <b className="grow">{railName(view, attempt.rail)}</b>
        <Money minor={attempt.amountMinor} />
      </p>
      <StandingBadge standing={standing} asked={attempt} />
      <AttemptTold attempt={attempt} standing={standing} now={now} />
      <span className="muted small">{words.ago(formats.age(now - attempt.at))}</span>
      <AttemptActs attempt={attempt} person={person} now={now} />
    </article>
  );
}

function AttemptActs(props: { readonly attempt: AskedAttempt; readonly person: Person; readonly now: number }) {
  const { attempt, person, now } = props;
  const station = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { tap, refusal, sheet } = useAnswer(person);
  const [asked, setAsked] = useState<AttemptWish>();
  const last = lastWishOf(station.view, attempt);
  const intents = paymentIntentsOf(person);
  const wish = (one: AttemptWish, reason: string) => void tap(intents.wish(station.newId(), attempt.id, one, reason));
  const settle = async () => {
    const outcome = await tap(
      intents.settle({ attempt: attempt.id, order: attempt.order }, station.newId(), station.identity.install),
    );
    if (outcome.kind === 'saved') go({ page: 'receipt', order: rootOf(station.view, attempt.order) }, true);
  };
  return (
    <>
      {last && (
        <p className="muted small">
          {words.wished[last.wish]} · {formats.time(last.at)}
        </p>
      )}
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <div className="attempt-acts">
        {wishesFor(attempt).map((one) => (
          <Button
            key={one}
            disabled={!mayWish(station.view, attempt, one, now)}
            onClick={() => (words.reasons[one].length === 0 ? wish(one, '') : setAsked(one))}
          >
            {words.wish[one]}
          </Button>
        ))}
        {isCounted(attempt.state) && !isPapered(station.view, attempt) && (
          <Button look="primary" onClick={() => void settle()}>
            {words.printReceipt}
          </Button>
        )}
      </div>
      {asked && (
        <WishSheet
          wish={asked}
          onClose={() => setAsked(undefined)}
          onReason={(reason) => {
            setAsked(undefined);
            wish(asked, reason);
          }}
        />
      )}
      {sheet}
    </>
  );
}
