/** Statuses whose `Retry-After` is a wish of the server; on others it means something else. */
const BUSY = [429, 503];

/**
 * How long a busy server asks to be left alone; undefined when it does not say.
 * **Shapes** `Retry-After` is whole seconds or an HTTP date. A date is read against the answer's own `Date`, because the
 * clock of a tablet may be years off.
 * **Units** ms. **Source** RFC 9110, 10.2.3.
 */
export function retryAfterMs(status: number, headers: Pick<Headers, 'get'>, nowMs: number): number | undefined {
  const wish = headers.get('retry-after')?.trim();
  if (wish === undefined || wish === '' || !BUSY.includes(status)) return undefined;
  if (/^\d+$/.test(wish)) return Number(wish) * 1_000;
  const [untilMs, sentMs] = [Date.parse(wish), Date.parse(headers.get('date') ?? '')];
  if (!wish.endsWith('GMT') || Number.isNaN(untilMs)) return undefined;
  return Math.max(0, untilMs - (Number.isNaN(sentMs) ? nowMs : sentMs));
}
