import { describe, expect, test } from 'vitest';
import { find, listOfOrder, write } from '../kernel/view.ts';
import { acting, lineIntent, testId, viewWithOrder, viewWithSentOrder } from '../testing/test-house.ts';
import { codeOf, mustOk, type TestView } from '../testing/test-view.ts';
import { addLine, removeLine, setCourse } from './commands.ts';
import { voidLine } from './corrections.ts';
import { orderLines, orders } from './schema.ts';
import { fireCourse, heldOf, sendOrder } from './sending.ts';

const order = testId('order');

describe('sending', () => {
  test('[SYN-1] writes dish, quantity and seat again with the status', () => {
    const view = viewWithOrder();
    view.run(addLine(view, { ...lineIntent('line', 'fish', 2, ['rice']), seat: 4, note: 'vite' }, acting()));
    const [change] = mustOk(sendOrder(view, { order }, acting()));
    expect(change).toEqual([
      'order_lines',
      testId('line'),
      {
        item: testId('fish'),
        name: 'Carpe',
        unitPriceMinor: 4_500,
        taxBp: 1_800,
        taxIncluded: true,
        station: testId('kitchen'),
        modifiers: [{ id: testId('rice'), name: 'Riz', priceMinor: 0 }],
        quantity: 2,
        seat: 4,
        status: [0, 'sent'],
      },
    ]);
  });

  test('takes drafts only: not what was removed, not what was sent before', () => {
    const view = viewWithSentOrder();
    view.run(addLine(view, lineIntent('new', 'garba', 1), acting()));
    view.run(addLine(view, lineIntent('taken back', 'garba', 1), acting()));
    view.run(removeLine(view, { line: testId('taken back') }, acting()));
    expect(mustOk(sendOrder(view, { order }, acting())).map(([, id]) => id)).toEqual([testId('new')]);
  });

  test('of more lines than an op holds goes in two taps, and loses none', () => {
    const view = viewWithOrder();
    const words = Array.from({ length: 130 }, (_, index) => `line ${index}`);
    for (const word of words) view.run(addLine(view, lineIntent(word, 'garba', 1), acting()));
    const sizes = [1, 2].map(() => {
      const changes = mustOk(sendOrder(view, { order }, acting()));
      view.apply(changes);
      return changes.length;
    });
    expect(sizes).toEqual([100, 30]);
    expect(codeOf(sendOrder(view, { order }, acting()))).toBe('nothing_to_send');
  });

  test.each([
    ['a cook', order, acting('cook'), 'no_right'],
    ['an unknown order', testId('nothing'), acting(), 'not_found'],
    ['nothing new', order, acting(), 'nothing_to_send'],
  ])('is refused: %s', (_case, id, context, code) => {
    expect(codeOf(sendOrder(viewWithSentOrder(), { order: id }, context))).toBe(code);
  });
});

/** An order with a drink and a dish of each course named, as drafts. */
function viewWithCourses(...courses: readonly number[]): TestView {
  const view = viewWithOrder();
  view.run(addLine(view, lineIntent('drink', 'beer', 1), acting()));
  for (const course of courses) {
    view.run(addLine(view, { ...lineIntent(`course ${course}`, 'garba', 1), course }, acting()));
  }
  return view;
}
const ranks = (view: TestView) =>
  Object.fromEntries(listOfOrder(view, orderLines, order).map((line) => [line.course, line.status[1]]));
const send = (view: TestView) => view.run(sendOrder(view, { order }, acting()));

describe('courses', () => {
  test('what has none and the first go to the fire, the others are held', () => {
    expect(ranks(send(viewWithCourses(2, 1, 3)))).toEqual({ 0: 'sent', 1: 'sent', 2: 'held', 3: 'held' });
    expect(ranks(send(viewWithCourses(2, 3)))).toEqual({ 0: 'sent', 2: 'sent', 3: 'held' });
  });

  test('are called one by one, and what is added to the course that cooks goes out at once', () => {
    const view = send(viewWithCourses(1, 2, 3));
    view.run(fireCourse(view, { order, course: 2 }, acting('waiter')));
    expect(ranks(view)).toEqual({ 0: 'sent', 1: 'sent', 2: 'sent', 3: 'held' });
    view.run(addLine(view, { ...lineIntent('late', 'garba', 1), course: 2 }, acting()));
    view.run(addLine(view, { ...lineIntent('later', 'garba', 1), course: 3 }, acting()));
    send(view);
    expect(find(view, orderLines, testId('late'))?.status).toEqual([0, 'sent']);
    expect(find(view, orderLines, testId('later'))?.status).toEqual([0, 'held']);
    expect(heldOf(view, order)).toHaveLength(2);
  });

  test('a course that was taken back holds nothing up', () => {
    const view = viewWithCourses(1, 2);
    view.run(removeLine(view, { line: testId('course 1') }, acting()));
    expect(ranks(send(view))).toEqual({ 0: 'sent', 1: 'draft', 2: 'sent' });
  });

  test('[SYN-1] a held line is frozen like a sent one, and less of it is a void', () => {
    const view = send(viewWithCourses(1, 2));
    const line = testId('course 2');
    expect(codeOf(setCourse(view, { line, course: 1 }, acting()))).toBe('line_already_sent');
    expect(codeOf(removeLine(view, { line }, acting()))).toBe('line_already_sent');
    expect(codeOf(voidLine(view, { id: testId('void'), line, quantity: 1, reason: 'parti' }, acting()))).toBe('ok');
  });

  test('[SYN-1] the call settles the line again, with the dish the kitchen knew', () => {
    const view = send(viewWithCourses(1, 2));
    expect(mustOk(fireCourse(view, { order, course: 2 }, acting()))).toMatchObject([
      ['order_lines', testId('course 2'), { name: 'Garba', quantity: 1, status: [0, 'sent'] }],
    ]);
  });

  test('what was voided while it waited is called by nobody, and what is left of a line rings no alarm for it', () => {
    const view = viewWithCourses(1);
    for (const [word, quantity] of [
      ['gone', 2],
      ['less', 3],
    ] as const) {
      view.run(addLine(view, { ...lineIntent(word, 'garba', quantity), course: 2 }, acting()));
    }
    send(view);
    for (const [word, quantity] of [
      ['gone', 2],
      ['less', 1],
    ] as const) {
      const intent = { id: testId(`void ${word}`), line: testId(word), quantity, reason: 'parti' };
      view.run(voidLine(view, intent, acting()));
    }
    expect(heldOf(view, order).map(({ id }) => id)).toEqual([testId('less')]);
    const changes = mustOk(fireCourse(view, { order, course: 2 }, acting()));
    expect(changes).toMatchObject([
      ['order_lines', testId('less'), { quantity: 3, cancelSeen: 1, status: [0, 'sent'] }],
    ]);
    view.apply(changes);
    expect(codeOf(fireCourse(view, { order, course: 2 }, acting()))).toBe('nothing_to_send');
  });

  test('is called also when the guests have paid already: no money changes, and the food is theirs', () => {
    const view = send(viewWithCourses(1, 2)).apply([write(orders, order, { status: [0, 'closed'] })]);
    view.run(fireCourse(view, { order, course: 2 }, acting('waiter')));
    expect(ranks(view)).toEqual({ 0: 'sent', 1: 'sent', 2: 'sent' });
  });

  test.each([
    ['a cook', { order, course: 2 }, acting('cook'), 'no_right'],
    ['a course that nobody waits for', { order, course: 3 }, acting(), 'nothing_to_send'],
    ['an unknown order', { order: testId('nothing'), course: 2 }, acting(), 'not_found'],
  ])('calling is refused: %s', (_case, intent, context, code) => {
    expect(codeOf(fireCourse(send(viewWithCourses(1, 2)), intent, context))).toBe(code);
  });

  test.each([[-1], [10], [1.5], [Number.NaN]])('there is no course %s', (course) => {
    const view = viewWithCourses(1);
    expect(codeOf(addLine(view, { ...lineIntent('odd', 'beer', 1), course }, acting()))).toBe('bad_quantity');
    expect(codeOf(setCourse(view, { line: testId('course 1'), course }, acting()))).toBe('bad_quantity');
  });
});
