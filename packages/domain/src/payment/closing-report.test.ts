import { describe, expect, test } from 'vitest';
import { write } from '../kernel/view.ts';
import { devices } from '../server-collections.ts';
import { closeShift, openShift, type KnownAtClosing } from '../shift/commands.ts';
import { MISSING_MAX } from '../shift/schema.ts';
import { lastClosedShiftOf } from '../shift/shifts.ts';
import { cash, refunding, shift } from '../testing/odd-views.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, stampAt, type TestView } from '../testing/test-view.ts';
import { takeCashWithReceipt } from '../receipt/commands.ts';
import { closingReport } from './closing-report.ts';
import { FORGOTTEN_MS, QUIET_MS, quietTills } from './tills-heard.ts';

const OTHER = 'T2T2T2T2T2';
const DAY_MS = 86_400_000;
const till = (install: string, more: { revoked?: 'yes' | 'no'; kind?: 'pos' | 'kitchen' } = {}) =>
  write(devices, testId(`device ${install}`), {
    install,
    kind: 'pos',
    series: install.slice(0, 2),
    name: install,
    ...more,
  });

function openDrawer(): TestView {
  const view = viewWithSentOrder().apply([till(INSTALL)], stampAt(-DAY_MS, 'SSSSSSSSSS'));
  view.apply([till(OTHER)], stampAt(-DAY_MS, 'SSSSSSSSSS'));
  view.run(openShift(view, shift, acting()));
  return view.run(takeCashWithReceipt(view, cash('part', 1_000, 1), acting()));
}
const known = (more: Partial<KnownAtClosing> = {}): KnownAtClosing => ({
  takenMinor: 1_000,
  refundedMinor: 0,
  missing: [],
  ...more,
});
const close = (view: TestView, countedMinor: number, more?: KnownAtClosing) =>
  view.run(
    closeShift(
      view,
      { id: testId('closing'), shift: shift.id, countedMinor, ...(more && { known: more }) },
      { ...acting(), nowMs: NOW_MS + 60_000 },
    ),
    stampAt(60_000),
  );
const late = (view: TestView, afterMs: number, install = OTHER) => {
  const taken = takeCashWithReceipt(view, { ...cash('late', 2_000, 2), newShift: testId('none') }, acting());
  const changes = taken.ok ? taken.value : [];
  const booked = changes.filter(([name]) => name === 'payments');
  return view.apply(
    booked.map(([name, id, fields]) => [name, id, { ...fields, shift: shift.id }]),
    stampAt(afterMs, install),
  );
};

describe('[PAY-1] a closing', () => {
  test('is none while the drawer is open', () => {
    expect(closingReport(openDrawer(), shift.id)).toBeUndefined();
    expect(closingReport(openDrawer(), testId('nobody'))).toBeUndefined();
    expect(lastClosedShiftOf(openDrawer(), testId('drawer'))).toBeUndefined();
  });

  test('compares what was counted with what should be there', () => {
    const view = close(openDrawer(), 10_900, known());
    expect(closingReport(view, shift.id)).toMatchObject({
      known: { takenMinor: 1_000, refundedMinor: 0, expectedMinor: 11_000 },
      now: { takenMinor: 1_000, expectedMinor: 11_000 },
      lateMinor: 0,
      differenceMinor: -100,
      awaited: [],
      isProvisional: false,
    });
    expect(lastClosedShiftOf(view, testId('drawer'))?.closing).toBe(testId('closing'));
  });

  test('keeps what was known then beside what came since, whatever any clock said', () => {
    for (const afterMs of [30_000, 90_000]) {
      const view = late(close(openDrawer(), 13_000, known()), afterMs);
      expect(closingReport(view, shift.id)).toMatchObject({
        known: { takenMinor: 1_000 },
        now: { takenMinor: 3_000 },
        lateMinor: 2_000,
        differenceMinor: 0,
      });
    }
    const refunded = close(openDrawer(), 11_000, known()).apply([refunding('back', 400)]);
    expect(closingReport(refunded, shift.id)).toMatchObject({ lateMinor: -400, differenceMinor: 400 });
  });

  test('[SYN-20] says what it kept where its money has left the device', () => {
    const view = close(openDrawer(), 10_900, known());
    view.delete('payments', testId('part'));
    const kept = { now: { takenMinor: 1_000, expectedMinor: 11_000 }, lateMinor: 0, differenceMinor: -100 };
    expect(closingReport(view, shift.id, false)).toMatchObject(kept);
    expect(closingReport(view, shift.id)?.lateMinor).toBe(-1_000);
  });

  test('waits for the tills that it names until each has told of something later', () => {
    const view = close(openDrawer(), 11_000, known({ missing: [OTHER] }));
    expect(closingReport(view, shift.id)).toMatchObject({ isProvisional: true, awaited: [{ hasSpoken: false }] });
    late(view, 30_000);
    expect(closingReport(view, shift.id)?.isProvisional).toBe(true);
    const [, payment] = [...view.all('payments')];
    if (payment) view.put('payments', { ...payment, id: testId('later'), st: stampAt(61_000, OTHER) });
    expect(closingReport(view, shift.id)).toMatchObject({ isProvisional: false, awaited: [{ hasSpoken: true }] });
  });

  test('waits no more for a till whose right was withdrawn', () => {
    const view = close(openDrawer(), 11_000, known({ missing: [OTHER] }));
    const row = view.get('devices', testId(`device ${OTHER}`));
    if (row) view.put('devices', { ...row, f: { ...row.f, revoked: 'yes' } });
    expect(closingReport(view, shift.id)).toMatchObject({ isProvisional: false });
  });

  test('of an app that did not say what it knew has no figures of then; without a float nothing is expected', () => {
    const view = close(openDrawer(), 11_000);
    expect(closingReport(view, shift.id)).toMatchObject({ known: null, lateMinor: 0, differenceMinor: 0 });
    const implied = viewWithSentOrder();
    implied.run(takeCashWithReceipt(implied, cash('part', 1_000, 1), acting()));
    const id = testId('shift of part');
    implied.run(closeShift(implied, { id: testId('closing'), shift: id, countedMinor: 5, known: known() }, acting()));
    expect(closingReport(implied, id)).toMatchObject({ known: { expectedMinor: null }, differenceMinor: null });
  });

  test('names no more tills than it may', () => {
    const missing = Array.from({ length: MISSING_MAX + 5 }, () => OTHER);
    expect(closingReport(close(openDrawer(), 1, known({ missing })), shift.id)?.closing.missing).toHaveLength(
      MISSING_MAX,
    );
  });
});

const quiet = (view: TestView, afterMs: number, quietMs = QUIET_MS) =>
  quietTills(view, { own: INSTALL, nowMs: NOW_MS + afterMs, quietMs }).map(({ install }) => install);

describe('[PAY-1] tills of which something may be missing', () => {
  test('are those not heard for a while, by their own stamps', () => {
    const view = late(openDrawer(), 10_000);
    expect(quiet(view, 10_000 + QUIET_MS - 1)).toEqual([]);
    expect(quiet(view, 10_000 + QUIET_MS)).toEqual([OTHER]);
  });

  test('without a line of the own, all others', () => {
    expect(quiet(late(openDrawer(), 10_000), 10_000, 0)).toEqual([OTHER]);
  });

  test('never the till itself, a kitchen, one whose right was withdrawn, or one that lies in a cupboard', () => {
    const view = openDrawer();
    expect(quiet(view, FORGOTTEN_MS - DAY_MS)).toEqual([OTHER]);
    expect(quiet(view, FORGOTTEN_MS)).toEqual([]);
    const others = { K1K1K1K1K1: { kind: 'kitchen' }, T3T3T3T3T3: { revoked: 'yes' } } as const;
    for (const [install, more] of Object.entries(others)) view.apply([till(install, more)]);
    expect(quiet(view, HOURS)).toEqual([OTHER]);
  });
});

const HOURS = 3 * 3_600_000;
