import { ExceptionKind, type Id } from '@resto360/domain';
import type { Transaction } from '../db/transaction.ts';
import type { NoticeEnd, NoticesPage, NoticesQuery, ReadNotice } from './exception-reader.ts';
import { NOTICE_COLUMNS, type Notice, type Restaurant } from './notice.ts';

/** A clock that is off by less may still have decided what was open. **Units** ms. */
const CLOCK_OFF_MS = 60_000;

/** Notices by state and kind, in the order in which they were first seen; those that ended with how they did (NOT-2). */
export async function readNotices(
  transaction: Transaction,
  restaurant: Restaurant,
  { status, kind, limit, after }: NoticesQuery,
): Promise<NoticesPage> {
  const isAsked = { open: 'n.ended_at is null', ended: 'n.ended_at is not null', all: 'true' }[status];
  const [looked, found] = await Promise.all([
    transaction.query<{ readonly version: number }>({
      text: 'select scanned_version as version from exception_scans where restaurant_id = $1',
      values: [restaurant],
    }),
    transaction.query<NoticeRecord>({
      text: `select n.*, ${ENDS}
               from (select ${NOTICE_COLUMNS} from exception_notices n
                      where n.restaurant_id = $1 and ${isAsked} and ($2::text is null or n.kind = $2)
                        and ($4::uuid is null or (n.first_seen_at, n.exception_id) >
                            (select a.first_seen_at, a.exception_id from exception_notices a
                              where a.restaurant_id = $1 and a.exception_id = $4))
                      order by n.first_seen_at, n.exception_id limit $3) n
               ${ENDINGS}
              order by n."firstSeenAt", n.id`,
      values: [restaurant, kind ?? null, limit + 1, after ?? null],
    }),
  ]);
  const { rows } = found;
  const notices = rows.slice(0, limit).map(withEnd);
  return { version: looked.rows[0]?.version ?? 0, more: rows.length > limit, notices };
}

type NoticeRecord = Notice & {
  readonly decidedBy: Id<'staff'> | null;
  readonly remedy: string | null;
  readonly decidedAt: number | null;
  readonly state: 'replayed' | 'discarded' | null;
  readonly settledBy: string | null;
  readonly settledAt: number | null;
  readonly decider: string | null;
  readonly settler: string | null;
};

const ENDS = `d.by as "decidedBy", d.remedy, d.at as "decidedAt", q.state, q.settled_by as "settledBy",
              q.settled_at as "settledAt", ds.name as decider, qs.name as settler`;

// A decision stands under the exception's id: where the matter ended and came back, an older one ended another time.
const ENDINGS = `
  left join decisions d
    on d.restaurant_id = $1 and d.id = n.id and d.state = 'decided' and n."endedAt" is not null
   and (n."openedAt" = n."firstSeenAt" or d.at >= n."openedAt" - ${CLOCK_OFF_MS})
  left join staff ds on ds.restaurant_id = $1 and ds.id = d.by
  left join quarantine q
    on q.restaurant_id = $1 and q.state in ('replayed', 'discarded') and n."endedAt" is not null
   and q.id = case when n.kind = '${ExceptionKind.quarantinedOp}' then (n.subjects ->> 0)::uuid end
  left join staff qs on qs.restaurant_id = $1 and qs.id::text = q.settled_by`;

function withEnd(record: NoticeRecord): ReadNotice {
  const { decidedBy, remedy, decidedAt, state, settledBy, settledAt, decider, settler, ...notice } = record;
  const nobody = { by: null, name: null, remedy: null, at: null };
  const endOf = (): NoticeEnd => {
    if (decidedBy !== null) return { how: 'decision', by: decidedBy, name: decider, remedy, at: decidedAt };
    if (state !== null) {
      const by = settledBy === 'server' ? null : settledBy;
      return { how: 'server', by, name: settler, remedy: REMEDY_OF[state], at: settledAt };
    }
    return { ...nobody, how: notice.kind === ExceptionKind.priceEditedTwice ? 'edit' : 'itself' };
  };
  return { ...notice, end: notice.endedAt === null ? null : endOf() };
}

const REMEDY_OF = { replayed: 'replay_op', discarded: 'discard_op' } as const;
