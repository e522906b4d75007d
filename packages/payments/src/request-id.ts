import { nameId } from '@resto360/domain';

/**
 * The id under which a provider knows an attempt: a UUIDv4 by its looks, which MTN and pawaPay demand, that follows from
 * the attempt's own id.
 * **Why** it follows: a server put back to before the money call asks again under the same id, and the customer is
 * debited once (SYN-21).
 */
export function requestIdOf(attemptId: string): string {
  const named = nameId(`attempt:${attemptId}`);
  return `${named.slice(0, 14)}4${named.slice(15)}`;
}
