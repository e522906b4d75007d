import { suggestedFor } from '@resto360/domain';
import { useSpeech } from '../words/words.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import type { AskedAttempt } from './known.ts';
import { QrCode } from './qr-code.tsx';
import { failureOf, type Standing } from './standing.ts';

/** What there is to say of an attempt besides where it stands: what to do, why it failed, what the guest is shown. */
export function AttemptTold(props: {
  readonly attempt: AskedAttempt;
  readonly standing: Standing;
  readonly now: number;
}) {
  const { attempt, standing, now } = props;
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { told, state, until, amountMinor, reference, isClaim } = attempt;
  const failure = failureOf(told?.failure);
  const suggested = suggestedFor(attempt);
  const isHeld = state === 'integrity_hold' || state === 'late_success';
  // Where money had come and is not counted here, something was taken, and asking again would take it twice.
  const hasTaken = isClaim || (told?.acceptedMinor ?? 0) > 0;
  return (
    <>
      {words.advice[standing] !== '' && <p>{words.advice[standing]}</p>}
      {failure !== undefined && <p>{words.failure[failure]}</p>}
      {failure !== undefined && !hasTaken && (state === 'failed' || state === 'rejected') && (
        <p className="muted small">{words.nothingTaken}</p>
      )}
      {standing === 'unsent' && until !== null && <p>{words.within(minutesLeft(until - now))}</p>}
      {isHeld && told && (failure === undefined || told.acceptedMinor !== amountMinor) && (
        <p>{words.heldAmount(formats.money(amountMinor), formats.money(told.acceptedMinor))}</p>
      )}
      {reference !== null && (
        <p>
          {words.factReference} <b className="mono">{reference}</b>
        </p>
      )}
      {suggested !== null && <p>{words.suggested(suggested, formats.time(told?.suggestedAt ?? 0))}</p>}
      <Shown attempt={attempt} />
    </>
  );
}

const minutesLeft = (leftMs: number) => Math.max(1, Math.ceil(leftMs / 60_000));

const SHOWING: ReadonlySet<string> = new Set(['pending_customer', 'action_required', 'unknown']);

/** What the guest dials or opens, while it is of use. */
function Shown({ attempt: { told, state } }: { readonly attempt: AskedAttempt }) {
  const { formats } = useSpeech();
  const words = usePaymentWords();
  if (!told || !SHOWING.has(state)) return null;
  const { nextUssd, nextUrl, nextUntil } = told;
  if (nextUssd === null && nextUrl === null) return null;
  return (
    <>
      {nextUssd !== null && (
        <p className="pay-to">
          <span className="muted small">{words.toDial}</span>
          <b className="mono merchant-code">{nextUssd}</b>
        </p>
      )}
      {nextUrl !== null && <QrCode text={nextUrl} />}
      {nextUntil !== null && <span className="muted small">{words.until(formats.time(nextUntil))}</span>}
    </>
  );
}
