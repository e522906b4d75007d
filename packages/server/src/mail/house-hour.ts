/** A day and an hour as a house's own clock shows them. */
export type HouseHour = { readonly day: string; readonly hour: number };

/**
 * The day (`YYYY-MM-DD`) and the hour in a time zone. **Units** `atMs` since 1970.
 * A zone that nobody knows (it is a text that somebody chose) is that of UTC: better at another hour than never.
 */
export function houseHourOf(atMs: number, timezone: string): HouseHour {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  return { day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, hour: Number(parts.get('hour')) };
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...digits, timeZone: timezone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...digits, timeZone: 'UTC' });
  }
}
