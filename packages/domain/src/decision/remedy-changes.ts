import { ExceptionKind, type Exception } from '../kernel/exception.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import type { Id } from '../kernel/ids.ts';
import { nameId } from '../kernel/name-id.ts';
import { CATALOG } from '../catalog.ts';
import { isVoidedWhole, reopenOrder, voidLine, voidedOf } from '../order/corrections.ts';
import { mergeOrders, unmergeOrder } from '../order/merging.ts';
import { isBound } from '../order/parts.ts';
import { orderLines, orders, voids } from '../order/schema.ts';
import { attemptToRefund, handBack, refundOverRail, takeHandedBack } from '../payment/attempt-refunds.ts';
import { refundCash, reverseRefund } from '../payment/refunds.ts';
import { tooMuchBack } from './too-much-back.ts';
import { claimToReject } from '../payment/attempt-exceptions.ts';
import { attemptById } from '../payment/attempts.ts';
import type { AttemptWish } from '../payment/schema.ts';
import { rejectingWish, wishAttempt } from '../payment/wishes.ts';
import type { Context } from '../staff/context.ts';
import { conflictOf } from './conflict-of.ts';
import type { DecideIntent } from './decide-intent.ts';
import { Remedy } from './remedy.ts';
import type { RemedyOption } from './remedies.ts';

type Outcome = Result<readonly Change[], Refusal>;
type Chosen = DecideIntent & { readonly option: RemedyOption };
type Writer = (view: View, one: Exception, chosen: Chosen, context: Context) => Outcome;

/** What a remedy does in the room, before the decision itself. Accepting does nothing. */
export function remedyChanges(view: View, one: Exception, chosen: Chosen, context: Context): Outcome {
  return WRITERS[chosen.remedy]?.(view, one, chosen, context) ?? ok([]);
}

const WRITERS: Readonly<Partial<Record<Remedy, Writer>>> = {
  [Remedy.giveBack]: (view, { order, amountMinor }, { row, reason, till }, context) =>
    refundCash(view, { id: row, order: order ?? '', amountMinor: amountMinor ?? 0, reason, till }, context),
  [Remedy.takeBack]: (view, one, { reason, till }, context) => {
    const refund = tooMuchBack(view, one);
    if (!refund) return refuse(RefusalCode.matterGone);
    const back = 'attempt' in refund ? takeHandedBack : reverseRefund;
    return back(view, { refund: refund.id, reason, till }, context);
  },
  [Remedy.gaveLateBack]: (view, { subjects: [attempt = ''], amountMinor }, { row: id, reason, till }, context) =>
    handBack(view, { id, attempt, amountMinor: amountMinor ?? 0, reason, till }, context),
  [Remedy.refundOverRail]: (view, { kind, subjects: [id = ''], order, amountMinor: of }, { row, reason }, context) => {
    const amountMinor = of ?? 0;
    const attempt = kind === ExceptionKind.moneyLate ? id : attemptToRefund(view, order ?? '', amountMinor)?.id;
    if (attempt === undefined) return refuse(RefusalCode.matterGone);
    return refundOverRail(view, { id: row, attempt, amountMinor, reason }, context);
  },
  [Remedy.reopenAndCharge]: (view, { order }, _, context) => reopenOrder(view, { order: order ?? '' }, context),
  [Remedy.cancelLine]: cancelLine,
  [Remedy.chargeLine]: (_, { subjects: [id = ''] }) => ok([write(orderLines, id, { removed: false })]),
  [Remedy.otherQuantity]: chargeOther,
  [Remedy.otherPrice]: writeOtherPrice,
  [Remedy.rejectClaim]: (view, { subjects }, chosen, context) => {
    const id = claimToReject(view, subjects)?.id ?? subjects[0];
    const attempt = attemptById(view, id ?? '');
    return wish(view, id, (attempt && rejectingWish(attempt)) ?? 'reject_claim', chosen, context);
  },
  [Remedy.attestClaim]: (view, { subjects }, chosen, context) => wish(view, subjects[0], 'attest', chosen, context),
  [Remedy.acceptAmount]: (view, { subjects }, chosen, context) =>
    wish(view, subjects[0], 'accept_amount', chosen, context),
  [Remedy.holdBack]: (view, { subjects }, chosen, context) => wish(view, subjects[0], 'give_back', chosen, context),
  [Remedy.countLate]: (view, { subjects }, chosen, context) =>
    wish(view, subjects[0], 'accept_amount', chosen, context),
  [Remedy.mergeOrders]: mergeAll,
  // One that is free lets go of the order that it had been merged into: the circle is open, and all stay together.
  [Remedy.keepMerged]: (view, { subjects }, _, context) =>
    unmergeOrder(view, { order: subjects.find((id) => !isBound(view, id)) ?? '' }, context),
  [Remedy.separateOrders]: separateAll,
};

// The server ends an attempt; a decision asks it to, under the decision's own id.
function wish(
  view: View,
  attempt: Id | undefined,
  what: AttemptWish,
  { row, reason }: Chosen,
  context: Context,
): Outcome {
  return wishAttempt(view, { id: row, attempt: attempt ?? '', wish: what, reason }, context);
}

// Into the order that was opened first.
function mergeAll(view: View, { subjects }: Exception, _: Chosen, context: Context): Outcome {
  const [first, ...later] = subjects
    .flatMap((id) => find(view, orders, id) ?? [])
    .toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));
  if (!first) return refuse(RefusalCode.matterGone);
  return all(later.map(({ id }) => mergeOrders(view, { order: id, into: first.id }, context)));
}

function separateAll(view: View, { subjects }: Exception, _: Chosen, context: Context): Outcome {
  return all(subjects.map((id) => unmergeOrder(view, { order: id }, context)));
}

function all(outcomes: readonly Outcome[]): Outcome {
  const refused = outcomes.find((outcome) => !outcome.ok);
  return refused ?? ok(outcomes.flatMap((outcome) => (outcome.ok ? outcome.value : [])));
}

// A line that was never sent is taken back, one that was sent is voided; of one that is void already nothing is left.
function cancelLine(view: View, { kind, subjects: [id = ''] }: Exception, chosen: Chosen, context: Context): Outcome {
  const line = find(view, orderLines, id);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id });
  if (kind === ExceptionKind.lineAfterClose && line.status[1] === 'draft') {
    return ok([write(orderLines, id, { removed: true })]);
  }
  const quantity = line.quantity - voidedOf(view, line.order, id);
  if (quantity <= 0) return ok([]);
  const { row, reason } = chosen;
  return voidLine(view, { id: row, line: id, quantity, reason, approvedBy: context.actor }, context);
}

// Fewer: the difference is voided. More: a line of its own for the difference, which the kitchen has yet to see (SYN-1).
function chargeOther(
  view: View,
  { id: exception, subjects: [id = ''] }: Exception,
  chosen: Chosen,
  context: Context,
): Outcome {
  const line = find(view, orderLines, id);
  const { reason, option } = chosen;
  if (!line || option.quantity === null) return refuse(RefusalCode.notFound, { what: 'line', id });
  const difference = option.quantity - line.quantity;
  if (difference < 0) {
    const { voided, idOf } = voidsOfOther(view, { exception, quantity: option.quantity, fewer: -difference });
    const left = line.quantity - voidedOf(view, line.order, id);
    const quantity = Math.min(left, -difference - voided);
    return quantity <= 0 ? ok([]) : voidLine(view, { id: idOf(quantity), line: id, quantity, reason }, context);
  }
  const { order, item, name, unitPriceMinor, taxBp, taxIncluded, station, modifiers, seat, note, course } = line;
  const dish = { item, name, unitPriceMinor, taxBp, taxIncluded, station, modifiers };
  const added = { born: true, order, addedBy: context.actor, addedAt: context.nowMs };
  const status = [0, 'sent'] as const;
  const more = addedLine(view, exception, option.quantity);
  return ok([write(orderLines, more, { ...added, ...dish, quantity: difference, seat, note, course, status })]);
}

// Two people who choose the same on two tills apart add one line and not two. One that was voided since stays so.
function addedLine(view: View, exception: Id, quantity: number): Id<'line'> {
  for (let time = 1; ; time++) {
    const id: Id<'line'> = nameId(`other:${exception}:${quantity}:${time}`);
    const line = find(view, orderLines, id);
    if (!line || !isVoidedWhole(view, line)) return id;
  }
}

// The same for fewer: one void and not two. What was voided for this very quantity before is not voided once more.
// Whoever had seen another void since voids another quantity, which is another fact.
function voidsOfOther(
  view: View,
  { exception, quantity, fewer }: { readonly exception: Id; readonly quantity: number; readonly fewer: number },
): { readonly voided: number; readonly idOf: (voids: number) => Id<'void'> } {
  let voided = 0;
  for (let time = 1; ; time++) {
    const idOf = (voids: number): Id<'void'> => nameId(`fewer:${exception}:${quantity}:${time}:${voids}`);
    const said = Array.from({ length: fewer }, (_, at) => find(view, voids, idOf(at + 1))?.quantity ?? 0);
    const sum = said.reduce((total, one) => total + one, 0);
    if (sum === 0) return { voided, idOf };
    voided += sum;
  }
}

function writeOtherPrice(view: View, one: Exception): Outcome {
  const conflict = conflictOf(view, one);
  const collection = conflict && CATALOG.get(conflict.collection);
  if (!collection) return refuse(RefusalCode.matterGone);
  return ok([[collection.name, conflict.row, { [conflict.field]: JSON.parse(conflict.lostJson) }]]);
}
