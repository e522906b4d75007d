import { minorPerUnit, type Currency } from '@resto360/domain';

/** Notes that guests hand over, in whole units. Where a currency is not listed, the steps that most have. */
const NOTES: Partial<Readonly<Record<Currency, readonly number[]>>> = {
  XOF: [500, 1_000, 2_000, 5_000, 10_000],
  XAF: [500, 1_000, 2_000, 5_000, 10_000],
  NGN: [50, 100, 200, 500, 1_000],
  TND: [5, 10, 20, 50],
  EUR: [5, 10, 20, 50, 100],
  MAD: [20, 50, 100, 200],
  GHS: [5, 10, 20, 50, 100, 200],
  KES: [50, 100, 200, 500, 1_000],
  CDF: [500, 1_000, 5_000, 10_000, 20_000],
  GNF: [1_000, 5_000, 10_000, 20_000],
};
const COMMON = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** How many amounts are offered beside the exact one. */
export const QUICK_NOTES_MAX = 5;

/**
 * The round amounts a guest is likely to hand over for what is due: the next multiple of each note, smallest first.
 * **Units** minor.
 */
export function quickNotes(currency: Currency, dueMinor: number): number[] {
  const unit = minorPerUnit(currency);
  const notes = (NOTES[currency] ?? COMMON).map((note) => note * unit);
  const largest = Math.max(...notes);
  const amounts = [...notes, largest * 2, largest * 5].map((note) => Math.ceil(dueMinor / note) * note);
  const likely = amounts.filter((amount) => amount > dueMinor && amount <= Math.max(dueMinor * 4, largest));
  return [...new Set(likely)].toSorted((a, b) => a - b).slice(0, QUICK_NOTES_MAX);
}
