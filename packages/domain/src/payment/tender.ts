/**
 * What a line of a payment is for: cash and its like by its amount, money over a rail by what was asked, whether it came or
 * not. What it counts for an order is another matter (`heldMinorOf`, the attempts). **Units** minor.
 */
export function tenderMinor(payment: { readonly amountMinor: number; readonly askedMinor: number | null }): number {
  return payment.askedMinor ?? payment.amountMinor;
}
