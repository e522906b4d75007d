import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { acting, houseView, testId } from '../testing/test-house.ts';
import { codeOf, INSTALL, mustOk, reordered, stampAt, TestView } from '../testing/test-view.ts';
import { closeShift, impliedOpening, openShift } from './commands.ts';
import { shiftClosings, shiftOpenings } from './schema.ts';
import { listShifts, openShiftOf, shiftOf } from './shifts.ts';

const drawer = testId('drawer');
const opening = (shift: string, floatMinor: number | null = 10_000, at = 0, of = drawer): Change =>
  write(shiftOpenings, testId(shift), {
    drawer: of,
    floatMinor,
    openedBy: testId('staff owner'),
    install: INSTALL,
    at,
    implied: floatMinor === null,
  });
const closing = (word: string, shift: string, countedMinor: number, at = 0): Change =>
  write(shiftClosings, testId(word), {
    shift: testId(shift),
    drawer,
    countedMinor,
    closedBy: testId('staff owner'),
    at,
  });
const intent = (shift: string, floatMinor = 10_000) => ({ id: testId(shift), drawer, install: INSTALL, floatMinor });

describe('opening a shift', () => {
  test('counts a float into a drawer', () => {
    const view = houseView();
    view.run(openShift(view, intent('shift'), acting('waiter')));
    expect(listShifts(view)).toEqual([
      {
        id: testId('shift'),
        drawer,
        floatMinor: 10_000,
        floatsCounted: 1,
        aliases: [],
        closed: false,
        closing: null,
        countedMinor: null,
      },
    ]);
    expect(openShiftOf(view, drawer)?.id).toBe(testId('shift'));
    expect(openShiftOf(view, testId('drawer 2'))).toBeUndefined();
  });

  test('a float of nothing is a float', () => {
    const view = houseView();
    view.run(openShift(view, intent('shift', 0), acting()));
    expect(listShifts(view)).toMatchObject([{ floatMinor: 0 }]);
    expect(codeOf(openShift(view, intent('again', 0), acting()))).toBe('shift_already_open');
  });

  test.each([
    ['a cook', intent('shift'), acting('cook'), 'no_right'],
    ['an unknown drawer', { ...intent('shift'), drawer: testId('nothing') }, acting(), 'not_found'],
    ['a negative float', intent('shift', -5), acting(), 'bad_amount'],
    ['a float with a fraction', intent('shift', 0.5), acting(), 'bad_amount'],
  ])('is refused: %s', (_case, one, context, code) => {
    expect(codeOf(openShift(houseView(), one, context))).toBe(code);
  });

  test('is refused while a counted shift of the drawer is open, and only then', () => {
    const view = houseView().apply([opening('first')]);
    expect(codeOf(openShift(view, intent('second'), acting()))).toBe('shift_already_open');
    expect(codeOf(openShift(view, { ...intent('other'), drawer: testId('drawer 2') }, acting()))).toBe('ok');
    view.apply([closing('z', 'first', 12_000)]);
    view.run(openShift(view, intent('second'), acting()));
    expect(openShiftOf(view, drawer)?.id).toBe(testId('second'));
  });

  test('[SYN-5] gives its float to a shift that cash had opened: same shift, float known', () => {
    const view = houseView().apply([impliedOpening(intent('implied'), acting())], stampAt(10));
    expect(listShifts(view)).toMatchObject([{ id: testId('implied'), floatMinor: null }]);
    view.run(openShift(view, intent('counted', 7_000), acting()), stampAt(20));
    expect(listShifts(view)).toMatchObject([
      { id: testId('implied'), floatMinor: 7_000, aliases: [testId('counted')], closed: false },
    ]);
  });
});

describe('two openings of one drawer', () => {
  test('[SYN-5] are one shift: the earlier stamp gives id and float, both names lead to it', () => {
    const view = new TestView()
      .apply([opening('late', 5_000)], stampAt(50))
      .apply([opening('early', 8_000)], stampAt(10));
    expect(listShifts(view)).toEqual([
      {
        id: testId('early'),
        drawer,
        floatMinor: 8_000,
        floatsCounted: 2,
        aliases: [testId('late')],
        closed: false,
        closing: null,
        countedMinor: null,
      },
    ]);
    expect(shiftOf(view, testId('late'))?.id).toBe(testId('early'));
    expect(shiftOf(view, testId('early'))?.id).toBe(testId('early'));
    expect(shiftOf(view, testId('nothing'))).toBeUndefined();
  });

  test('[SYN-5] closing either closes the one', () => {
    const view = new TestView().apply([opening('early')], stampAt(10)).apply([opening('late')], stampAt(20));
    view.apply([closing('z', 'late', 9_000)], stampAt(30));
    expect(listShifts(view)).toMatchObject([{ id: testId('early'), closed: true, countedMinor: 9_000 }]);
  });

  test('with a closing between them are two shifts', () => {
    const view = new TestView()
      .apply([opening('morning')], stampAt(10))
      .apply([closing('z', 'morning', 11_000)], stampAt(20))
      .apply([opening('evening', 2_000)], stampAt(30));
    expect(listShifts(view)).toMatchObject([
      { id: testId('morning'), closed: true, countedMinor: 11_000 },
      { id: testId('evening'), closed: false, closing: null, floatMinor: 2_000, aliases: [] },
    ]);
    expect(openShiftOf(view, drawer)?.id).toBe(testId('evening'));
  });

  test('of two drawers are two shifts', () => {
    const view = new TestView().apply([opening('one'), opening('two', 0, 0, testId('drawer 2'))]);
    expect(listShifts(view)).toHaveLength(2);
  });
});

describe('closing', () => {
  test('[SYN-5] the first closes, later ones are recounts, never an error', () => {
    const view = houseView().apply([opening('shift')]);
    const count = (word: string, countedMinor: number) =>
      closeShift(view, { id: testId(word), shift: testId('shift'), countedMinor }, acting('cashier'));
    view.run(count('z', 12_000), stampAt(100));
    view.run(count('recount', 11_500), stampAt(200));
    expect(listShifts(view)).toMatchObject([{ closed: true, countedMinor: 12_000 }]);
    expect(openShiftOf(view, drawer)).toBeUndefined();
  });

  test('writes the drawer and the shift that the alias stands for', () => {
    const view = houseView()
      .apply([opening('early')], stampAt(10))
      .apply([opening('late')], stampAt(20));
    const intended = { id: testId('z'), shift: testId('late'), countedMinor: 0 };
    expect(mustOk(closeShift(view, intended, acting()))[0]?.[2]).toMatchObject({ shift: testId('early'), drawer });
  });

  test.each([
    ['a waiter', 'shift', 0, acting('waiter'), 'no_right'],
    ['an unknown shift', 'nothing', 0, acting(), 'not_found'],
    ['a negative count', 'shift', -5, acting(), 'bad_amount'],
    ['a count with a fraction', 'shift', 0.5, acting(), 'bad_amount'],
  ])('is refused: %s', (_case, shift, countedMinor, context, code) => {
    const view = houseView().apply([opening('shift')]);
    expect(codeOf(closeShift(view, { id: testId('z'), shift: testId(shift), countedMinor }, context))).toBe(code);
  });
});

test('[SYN-5] a wrong clock moves nothing: what people read as the time decides neither shift nor order', () => {
  const days = fc.integer({ min: 0, max: 2 ** 45 });
  fc.assert(
    fc.property(days, days, days, (one, other, third) => {
      const view = new TestView()
        .apply([opening('early', 1_000, one)], stampAt(10))
        .apply([opening('late', 2_000, other)], stampAt(20))
        .apply([closing('z', 'early', 3_000, third)], stampAt(30));
      expect(listShifts(view)).toMatchObject([
        { id: testId('early'), floatMinor: 1_000, aliases: [testId('late')], closed: true, countedMinor: 3_000 },
      ]);
    }),
  );
});

const byId = (shifts: ReturnType<typeof listShifts>) => shifts.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('[SYN-5] the shifts are the same whatever arrived first', () => {
  const facts = fc.array(
    fc.record({
      afterMs: fc.integer({ min: 0, max: 40 }),
      what: fc.constantFrom('open', 'imply', 'close'),
      shift: fc.integer({ min: 0, max: 7 }),
      drawer: fc.constantFrom('drawer', 'drawer 2'),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(facts, fc.infiniteStream(fc.nat()), (all, dice) => {
      const view = new TestView();
      all.forEach(({ afterMs, what, shift, drawer: of }, index) => {
        const stamp = stampAt(afterMs * 10 + index);
        if (what === 'close') view.apply([closing(`z ${index}`, `shift ${shift}`, index)], stamp);
        else view.apply([opening(`shift ${index}`, what === 'imply' ? null : index, 0, testId(of))], stamp);
      });
      const other = reordered(view, () => dice.next().value);
      expect(byId(listShifts(other))).toEqual(byId(listShifts(view)));
    }),
  );
});
