import type { Exception, Id } from '@resto360/domain';

/** An exception as the server noted it. **Units** minor; ms since 1970. `endedAt`: null while it is open. */
export type Notice = Exception & {
  readonly firstSeenAt: number;
  /** When it was last seen to begin: an exception that ended may come back. */
  readonly openedAt: number;
  readonly endedAt: number | null;
};

/** What is asked of a notice when it is compared with what is there now. */
export type OpenNotice = Pick<Exception, 'id' | 'kind' | 'subjects' | 'order' | 'amountMinor'>;

/** The columns of a notice, as its type names them. */
export const NOTICE_COLUMNS =
  'exception_id as id, kind, subjects, "order", amount_minor as "amountMinor", ' +
  '(extract(epoch from first_seen_at) * 1000)::bigint as "firstSeenAt", ' +
  '(extract(epoch from opened_at) * 1000)::bigint as "openedAt", ' +
  '(extract(epoch from ended_at) * 1000)::bigint as "endedAt"';

/** Whose notices are meant. */
export type Restaurant = Id<'restaurant'>;
