import type { Exception } from '@resto360/domain';
import type { OpenNotice } from './notice.ts';
import { isCovered, type Scope } from './scope.ts';

/** What a look found out: what is new or has another amount, and what is no more. */
export type NoticeChanges = {
  readonly opened: readonly Exception[];
  readonly changed: readonly Exception[];
  readonly ended: readonly OpenNotice[];
};

/** Compares what is open now with what was noted as open. What a look did not cover stays as it is. */
export function diffNotices(found: readonly Exception[], noted: readonly OpenNotice[], scope: Scope): NoticeChanges {
  const before = new Map(noted.map((one) => [one.id, one]));
  const now = new Set(found.map(({ id }) => id));
  return {
    opened: found.filter(({ id }) => !before.has(id)),
    changed: found.filter((one) => before.has(one.id) && !isSame(one, before.get(one.id))),
    ended: noted.filter((one) => !now.has(one.id) && isCovered(one, scope)),
  };
}

const isSame = (one: Exception, before: OpenNotice | undefined): boolean =>
  one.amountMinor === before?.amountMinor && one.subjects.join() === before.subjects.join();
