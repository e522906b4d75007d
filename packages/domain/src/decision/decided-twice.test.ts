import { describe, expect, test } from 'vitest';
import { ExceptionKind, exception } from '../kernel/exception.ts';
import { markOf } from '../kernel/mark-of.ts';
import { listAll, write } from '../kernel/view.ts';
import { conflicts } from '../server-collections.ts';
import { ODD_VIEWS, apartDecisions, decidedTwice, order } from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, type TestView } from '../testing/test-view.ts';
import { decide } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { Remedy } from './remedy.ts';
import { decisions } from './schema.ts';
import { settledMatters } from './settled.ts';
import { sidesOf } from './sides.ts';
import { undoDecision } from './undo.ts';

const { id } = exception(ExceptionKind.overpaid, [order]);
const till = { drawer: null, install: INSTALL, newShift: testId('new shift') };
const intent = { row: testId('row'), reason: 'x', till };
const open = (view: TestView) => openExceptions(view, NOW_MS).map(({ kind }) => kind);
const accepted = (view: TestView) => {
  const exceptionId = exception(ExceptionKind.decidedTwice, [id]).id;
  return view.run(decide(view, { ...intent, exception: exceptionId, remedy: Remedy.acceptBothDecisions }, acting()));
};
const inForce = (view: TestView) => {
  const row = view.get(decisions.name, id);
  if (!row) throw new Error('there is a decision');
  return { f: row.f, mark: markOf(decisions, row, 'state') ?? '' };
};
/** Somebody who knew neither decides as well; the server tells it of the latest. */
const thirdApart = (view: TestView, remedy: Remedy) => {
  const lost = inForce(view);
  view.apply([write(decisions, id, { remedy })]);
  const kept = inForce(view);
  return view.apply([apartDecisions('third', id, { kept, lost })]);
};

describe('[SYN-4] two people settled one matter apart', () => {
  test('differently: a person is told of both, who decided what, and neither is said to be out of force', () => {
    const view = decidedTwice();
    const [one] = openExceptions(view, NOW_MS);
    expect(one).toMatchObject({ kind: 'decided_twice', subjects: [id], order, amountMinor: null });
    expect(one ? sidesOf(view, one) : []).toMatchObject([
      { what: 'decision', isKept: null, by: testId('staff manager'), install: INSTALL, value: { remedy: 'give_back' } },
      { what: 'decision', isKept: null, by: testId('staff cashier'), value: { remedy: 'keep_surplus' } },
    ]);
  });

  test('is no matter of a rule while it waits', () => {
    expect(settledMatters(decidedTwice()).map(({ decidedBy }) => decidedBy)).toEqual(['person']);
  });

  test.each([
    ['in the same way', { remedy: 'keep_surplus' }],
    ['and one had taken it back', { state: 'undone' }],
  ])('%s: nobody is asked', (_, lost) => {
    const view = decidedTwice();
    const [one] = listAll(view, conflicts);
    if (!one) throw new Error('there is a conflict');
    const told = { ...(JSON.parse(one.lostJson) as object), ...lost };
    view.delete(conflicts.name, one.id);
    const { id: row, ...values } = one;
    view.apply([write(conflicts, row, { ...values, lostJson: JSON.stringify(told) })]);
    expect(open(view)).toEqual([]);
  });

  test('accepted, it waits for nobody, until somebody decides apart once more', () => {
    const view = accepted(decidedTwice());
    expect(open(view)).toEqual([]);
    expect(open(thirdApart(view, Remedy.giveBack))).toEqual([ExceptionKind.decidedTwice]);
  });

  test('is over once somebody who knew both decides: here by taking the one in force back', () => {
    const view = decidedTwice();
    view.run(undoDecision(view, { ...intent, exception: id }, acting()));
    expect(open(view)).toEqual([]);
  });

  test('is not over by a third who knew neither, though their mark is the highest', () => {
    expect(open(thirdApart(decidedTwice(), Remedy.keepSurplus))).toEqual([ExceptionKind.decidedTwice]);
  });

  test('is not told on a device that does not hold the decision', () => {
    const view = ODD_VIEWS.decided_twice();
    view.delete(decisions.name, id);
    expect(open(view)).not.toContain(ExceptionKind.decidedTwice);
  });
});
