import { decimalText } from '../../../encode-amount.ts';
import { toldOf, type SimTransaction } from '../sim-transaction.ts';

/** How a simulated MTN tells of a request, in a read and in a callback. */
export class MtnRailStatus {
  #told = 0;

  /** The body. It names neither payee nor time, and of a reversal it says nothing. */
  bodyOf(transaction: SimTransaction): Readonly<Record<string, unknown>> {
    const { state, operatorTxnId, payer, facts } = transaction;
    const { amountMinor, currency } = toldOf(transaction);
    return {
      ...(state === 'succeeded' && { financialTransactionId: operatorTxnId }),
      externalId: facts['externalId'],
      amount: decimalText({ amountMinor, currency }),
      currency,
      payer: { partyIdType: 'MSISDN', partyId: payer?.slice(1) },
      payerMessage: facts['payerMessage'],
      payeeNote: facts['payeeNote'],
      status: WORDS[state],
      ...((state === 'failed' || state === 'expired') && { reason: this.#reasonOf(transaction) }),
    };
  }

  /** Now a word, now an object that holds it: MTN does both. */
  #reasonOf({ state, reason }: SimTransaction): unknown {
    const word = state === 'expired' ? 'COULD_NOT_PERFORM_TRANSACTION' : reason;
    const code = word === 'REJECTED' || word === null ? 'APPROVAL_REJECTED' : word;
    this.#told += 1;
    return this.#told % 2 === 1 ? code : { code, message: `simulated: ${code}` };
  }
}

const WORDS = {
  pending: 'PENDING',
  succeeded: 'SUCCESSFUL',
  failed: 'FAILED',
  expired: 'FAILED',
} as const satisfies Record<SimTransaction['state'], string>;
