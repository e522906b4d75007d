import type { AskedReference, CallContext, ReferenceOutcome } from '../../provider.ts';
import { normalReference } from './normal-reference.ts';
import type { WaveTransaction } from './wave-transaction.ts';

type Reason = Extract<ReferenceOutcome, { kind: 'differs' }>['reasons'][number];

/**
 * What about a line of the wallet's list is not as it was asked. `lines`: the list. **Why** all of it: money that went back is
 * none, and its line stays where it was.
 */
export function lineDifferences(
  line: WaveTransaction,
  asked: AskedReference,
  lines: readonly WaveTransaction[],
  { account: { settings } }: CallContext,
): Reason[] {
  const { amountMinor, currency, payee, merchantId, atMs } = line;
  const ourName = settings['walletName'] ?? settings['payee'];
  const ourId = settings['aggregatedMerchantId'];
  // Wave tells whole seconds: the payment was at some time within the one it names.
  const isInTime = atMs + 999 >= asked.fromMs && atMs <= asked.untilMs;
  const reasons: (Reason | false)[] = [
    amountMinor !== asked.amountMinor && 'amount',
    currency !== asked.currency && 'currency',
    (isOther(payee, ourName) || isOther(merchantId, ourId)) && 'payee',
    !isInTime && 'time',
    lines.some((other) => other.way === 'back' && isOfOne(line, other)) && 'reversed',
  ];
  return reasons.filter((reason) => reason !== false);
}

/** A line that gives back may carry an id of its own, and the session of what it gives back. */
const isOfOne = (line: WaveTransaction, back: WaveTransaction): boolean =>
  normalReference(back.id) === normalReference(line.id) ||
  (line.checkoutId !== undefined && back.checkoutId === line.checkoutId);

const isOther = (told: string | undefined, ours: string | undefined): boolean =>
  told !== undefined && ours !== undefined && ours !== '' && told !== ours;
