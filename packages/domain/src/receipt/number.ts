import { shortCode, type Id } from '../kernel/ids.ts';

/**
 * The number printed on a receipt: the install's series, its own count, four characters of the receipt's id.
 * The series keeps two tills apart (F7), the count shows a gap, the code tells a copied tablet's paper apart (SYN-5).
 */
export function receiptNumber(series: string, count: number, receipt: Id<'receipt'>): string {
  return `${series}-${String(count).padStart(6, '0')}-${shortCode(receipt)}`;
}

/** The part of a number that must be unique in a house: series and count. */
export function seriesAndCount(number: string): string {
  return number.split('-').slice(0, 2).join('-');
}
