import { isEmailAddress } from '@resto360/domain';
import type { Restaurant } from '../exceptions/notice.ts';
import type { Transaction } from '../db/transaction.ts';
import type { DigestFacts, KindCount, Language } from './digest-facts.ts';

const DAY_MS = 24 * 3_600_000;
/**
 * For so many days a till that went silent is named, whatever it said last: it may hold sales that nobody has seen. And
 * for so many days after it was revoked a device that said that ops wait on it: what it sends after that, or under a new
 * name, takes nothing off that figure.
 */
const SILENT_DAYS = 7;

/** To whom a house's digest goes, and by which clock. */
export type DigestHouse = {
  readonly house: string;
  readonly to: readonly string[];
  readonly language: Language;
  readonly currency: string;
  readonly timezone: string;
};

type HouseRecord = Omit<DigestHouse, 'to' | 'language'> & {
  readonly emails: readonly string[] | null;
  readonly language: Language | null;
};

/** The settings of a house; undefined where nobody is to be written to. An address that is none is left out. */
export async function readDigestHouse(
  transaction: Transaction,
  restaurant: Restaurant,
): Promise<DigestHouse | undefined> {
  const { rows } = await transaction.query<HouseRecord>({
    text: `select coalesce(s.name, r.name) as house, s.digest_emails as emails, s.language,
                  coalesce(s.currency, r.currency) as currency, coalesce(s.timezone, r.timezone) as timezone
             from restaurants r
             left join settings s on s.restaurant_id = $1 and s.id = $1
            where r.restaurant_id = $1`,
    values: [restaurant],
  });
  const [row] = rows;
  if (!row) return undefined;
  const { emails, language, ...rest } = row;
  const to = (emails ?? []).filter(isEmailAddress);
  return to.length === 0 ? undefined : { ...rest, to, language: language ?? 'fr' };
}

/** What a digest of this day speaks of. **Units** ms since 1970. */
export async function readDigestFacts(
  transaction: Transaction,
  restaurant: Restaurant,
  { house, day, nowMs }: { readonly house: DigestHouse; readonly day: string; readonly nowMs: number },
): Promise<DigestFacts> {
  const yesterday = new Date(nowMs - DAY_MS);
  const [open, ended, silent] = await Promise.all([
    transaction.query<KindCount>({
      text: `select n.kind, count(*) as count, coalesce(sum(n.amount_minor), 0)::bigint as "amountMinor"
               from exception_notices n where n.restaurant_id = $1 and n.ended_at is null
              group by n.kind order by 3 desc, 2 desc, 1`,
      values: [restaurant],
    }),
    transaction.query<KindCount & { readonly byPeople: number }>({
      text: `select n.kind, count(*) as count, coalesce(sum(n.amount_minor), 0)::bigint as "amountMinor",
                    count(d.id) as "byPeople"
               from exception_notices n
               left join decisions d on d.restaurant_id = $1 and d.id = n.exception_id and d.state = 'decided'
              where n.restaurant_id = $1 and n.ended_at >= $2
              group by n.kind order by 3 desc, 2 desc, 1`,
      values: [restaurant, yesterday],
    }),
    transaction.query<{ readonly name: string; readonly unsent: number; readonly heardAt: Date }>({
      text: `select d.name, h.unsent, h.reported_at as "heardAt"
               from device_health h
               join devices d on d.restaurant_id = $1 and d.install = h.install
              where h.restaurant_id = $1 and h.reported_at < $2
                and (d.revoked_at is null or (h.unsent > 0 and d.revoked_at >= $3))
                and (h.unsent > 0 or (d.kind = 'pos' and h.reported_at >= $3))
              order by h.reported_at`,
      values: [restaurant, yesterday, new Date(nowMs - SILENT_DAYS * DAY_MS)],
    }),
  ]);
  const { to: _to, ...facts } = house;
  return {
    ...facts,
    day,
    open: open.rows,
    ended: ended.rows,
    silent: silent.rows.map(({ heardAt, ...device }) => ({ ...device, heardAt: heardAt.getTime() })),
  };
}
