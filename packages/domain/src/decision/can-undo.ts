import { CATALOG } from '../catalog.ts';
import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { markOf } from '../kernel/mark-of.ts';
import type { Mark, Row } from '../kernel/row.ts';
import { find, type View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import { orderLines, orders, voids } from '../order/schema.ts';
import { standingHandedBack } from '../payment/attempt-refunds.ts';
import { standingRefunds } from '../payment/refunds.ts';
import { payments, refunds } from '../payment/schema.ts';
import { Remedy } from './remedy.ts';
import { decisions } from './schema.ts';

type Decision = Entity<typeof decisions>;

/**
 * Whether a standing decision can be taken back: what a screen asks before it offers to. Not where a dish was cancelled,
 * where what was written is not on this device any more, and where somebody went on from it: an undo takes back what the
 * decision did and nothing that was done after it.
 */
export function canUndo(view: View, decision: Decision): boolean {
  if (decision.state !== 'decided' || !decision.wrote.every((id) => isHere(view, id))) return false;
  const row = view.get(decisions.name, decision.id);
  const decided = (row && markOf(decisions, row, 'state')) ?? '';
  return (POSSIBLE[decision.remedy] ?? isNothingVoid)(view, decision, decided);
}

type Possible = (view: View, decision: Decision, decided: Mark) => boolean;

const isNothingVoid: Possible = (view, { wrote }) => !wrote.some((id) => find(view, voids, id));
const never: Possible = () => false;
// A line whose removal somebody wrote again stays as they left it.
const areLinesAsLeft: Possible = (view, decision, decided) =>
  isNothingVoid(view, decision, decided) &&
  decision.wrote.every((id) => !isAbove(markIn(view.get(orderLines.name, id), 'removed', orderLines), decided));

const POSSIBLE: Readonly<Record<string, Possible>> = {
  [Remedy.giveBack]: (view, { order, wrote }) =>
    standingRefunds(view, order ?? '').some((refund) => wrote.includes(refund.id)),
  [Remedy.takeBack]: (view, decision, decided) =>
    decision.wrote.some((id) => find(view, refunds, id)) && isNothingVoid(view, decision, decided),
  [Remedy.gaveLateBack]: (view, { subjects: [attempt = ''], wrote }) =>
    standingHandedBack(view, attempt).some((refund) => wrote.includes(refund.id)),
  [Remedy.reopenAndCharge]: isAsReopened,
  [Remedy.cancelLine]: areLinesAsLeft,
  [Remedy.chargeLine]: areLinesAsLeft,
  [Remedy.mergeOrders]: (view, { wrote }, decided) => wrote.every((id) => isApartable(view, id, decided)),
  // The server has moved the attempt, or is about to.
  [Remedy.rejectClaim]: never,
  [Remedy.attestClaim]: never,
  [Remedy.acceptAmount]: never,
  [Remedy.holdBack]: never,
  [Remedy.countLate]: never,
  [Remedy.refundOverRail]: never,
  // Nobody wants a circle back.
  [Remedy.keepMerged]: never,
  [Remedy.separateOrders]: never,
};

// A closed order of long ago leaves the device with all that hangs on it, and the decision stays (SYN-20).
const isHere = (view: View, id: Id) => [...CATALOG.keys()].some((name) => view.get(name, id) !== undefined);

// Still open from that very reopening, and nothing was ordered, sent or paid since. Of a line only who orders and who sends
// write the quantity: what the kitchen does with a dish of before is no reason.
function isAsReopened(view: View, { order }: Decision, decided: Mark): boolean {
  const row = view.get(orders.name, order ?? '');
  const status = find(view, orders, order ?? '')?.status;
  if (order === null || !row || !status || status[1] === 'closed') return false;
  if (isAbove(markIn(row, 'status', orders), decided)) return false;
  return partIdsOf(view, order).every(
    (part) =>
      ![...view.ofOrder(orderLines.name, part)].some((line) =>
        isAbove(markIn(line, 'quantity', orderLines), decided),
      ) && ![...view.ofOrder(payments.name, part)].some(({ st }) => isAbove(st, decided)),
  );
}

// Still merged by that very decision, and not paid together since.
function isApartable(view: View, id: Id, decided: Mark): boolean {
  const order = find(view, orders, id);
  if (!order || order.mergedInto === null || order.closedWith !== null || order.status[1] === 'closed') return false;
  return !isAbove(markIn(view.get(orders.name, id), 'mergedInto', orders), decided);
}

const markIn = (row: Row | undefined, field: string, of: typeof orders | typeof orderLines): Mark =>
  (row && markOf(of, row, field)) ?? '';
const isAbove = (mark: Mark, decided: Mark): boolean => bare(mark) > decided;
const bare = (mark: Mark): Mark => mark.replace('~', '');
