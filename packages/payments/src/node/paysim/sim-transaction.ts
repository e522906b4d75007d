import type { Currency } from '@resto360/domain';

/** A request for money, or money that a customer sent by themselves, as the provider has it. **Units** minor, ms. */
export type SimTransaction = {
  readonly rail: string;
  /** The id by which the merchant reads it: ours, or one that the rail gave. */
  readonly id: string;
  /** What the money is known by, on the customer's telephone too. */
  readonly operatorTxnId: string;
  readonly merchant: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** E.164; null until somebody opens a checkout. */
  readonly payer: string | null;
  readonly createdAtMs: number;
  /** Before this a read says that there is nothing. */
  readonly visibleFromMs: number;
  readonly expiresAtMs: number;
  /** What else the rail has to give back: references, addresses. */
  readonly facts: Readonly<Record<string, string>>;
  /** Money that nobody asked for: a static code, a number dialled. */
  readonly isUnasked: boolean;
  state: 'pending' | 'succeeded' | 'failed' | 'expired';
  /** The provider's own word for why no money came. */
  reason: string | null;
  settledAtMs: number | null;
  reversedMinor: number;
  refunds: { id: string; amountMinor: number; state: 'pending' | 'succeeded' | 'failed'; reason: string | null }[];
  /** What reads say instead of what is true (faults F20, F21). */
  told: { amountMinor?: number; currency?: Currency; merchant?: string };
};

/** What a read says was paid. */
export const toldOf = ({ told, amountMinor, currency, merchant }: SimTransaction) => ({
  amountMinor,
  currency,
  merchant,
  ...told,
});

/** What a customer was really debited: the truth that every ledger of ours is compared with. */
export type Debit = {
  readonly rail: string;
  readonly id: string;
  readonly operatorTxnId: string;
  readonly merchant: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly payer: string | null;
  readonly atMs: number;
  readonly reversedMinor: number;
};
