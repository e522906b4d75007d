/** The kind of op that a tap for cash saves, once. */
export const TAKE_CASH = 'payment.take';

/** What somebody who took cash at a tablet knows of their taps, whatever ids these were saved under. */
export class CashTaps {
  /** Taps that may have saved an op: those whose end was heard, and those that were cut short in the middle. */
  begun = 0;
  /** What only a saved tap gives, one each: the op's id, or the number on the paper. */
  readonly heard = new Set<string>();
}

/**
 * What a tablet's taps for cash say of its `ops` that took cash. One tap is one op: more ops than taps were begun is a tap
 * that was saved twice, under two ids; fewer than were heard of is money that is gone.
 * **Why** not by ids: whoever remembers ops by id believes each of the two.
 */
export function cashTapsWrong({ begun, heard }: CashTaps, ops: number): 'doubled' | 'lost' | undefined {
  if (ops > begun) return 'doubled';
  return ops < heard.size ? 'lost' : undefined;
}
