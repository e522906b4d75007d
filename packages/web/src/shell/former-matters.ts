import { ExceptionKind, exception, shiftOf, type Exception, type Id, type View } from '@resto360/domain';

/**
 * As what else a matter was open before. Tills that open one drawer apart, by taking cash, come to one shift when they
 * meet, and it has the id of the earliest opening: its float that nobody counted is the matter that they told already.
 */
export function formerMatters(
  view: View,
  open: readonly Exception[],
): ReadonlyMap<Id<'exception'>, readonly Id<'exception'>[]> {
  return new Map(
    open
      .filter(({ kind }) => kind === ExceptionKind.floatUnknown)
      .map(({ id, kind, subjects: [shift = ''] }) => [
        id,
        (shiftOf(view, shift)?.aliases ?? []).map((alias) => exception(kind, [alias]).id),
      ]),
  );
}
