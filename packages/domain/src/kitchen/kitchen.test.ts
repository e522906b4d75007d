import { describe, expect, test } from 'vitest';
import { find, write } from '../kernel/view.ts';
import { addLine, removeLine } from '../order/commands.ts';
import { voidLine } from '../order/corrections.ts';
import { orderLines, type LineRank } from '../order/schema.ts';
import { fireCourse, sendOrder } from '../order/sending.ts';
import { acting, lineIntent, testId, viewWithOrder, viewWithSentOrder } from '../testing/test-house.ts';
import { NOW_MS, codeOf, mustOk, stampAt } from '../testing/test-view.ts';
import { advanceLine, advanceLines, readCancelled, recallLine, recallLines, receiveLines } from './commands.ts';
import { msOfMark, ticketsOf } from './tickets.ts';

const order = testId('order');
const garba = testId('line garba');

describe('tickets', () => {
  test('are derived: one for each station and send, oldest first, with what the cook reads', () => {
    const view = viewWithOrder();
    view.run(addLine(view, { ...lineIntent('fish', 'fish', 2, ['rice', 'hot']), note: 'vite' }, acting()));
    view.run(addLine(view, lineIntent('beer', 'beer', 1), acting()));
    view.run(sendOrder(view, { order }, acting()), stampAt(1_000));
    view.run(addLine(view, lineIntent('more', 'garba', 1), acting()));
    view.run(sendOrder(view, { order }, acting()), stampAt(2_000));
    const [first, second, third, ...others] = ticketsOf(view, order);
    expect(others).toEqual([]);
    expect(new Set([first?.station, second?.station])).toEqual(new Set([testId('kitchen'), testId('bar')]));
    expect([first, second].find((ticket) => ticket?.station === testId('kitchen'))).toEqual({
      id: `~${stampAt(1_000)}:${testId('kitchen')}`,
      order,
      station: testId('kitchen'),
      sentMark: `~${stampAt(1_000)}`,
      lines: [
        {
          id: testId('fish'),
          item: testId('fish'),
          name: 'Carpe',
          quantity: 2,
          modifiers: ['Riz', 'Fort'],
          note: 'vite',
          rank: 'sent',
          rankMark: `~${stampAt(1_000)}`,
          cancelled: false,
          cancelledUnread: 0,
          cancelledAt: null,
          received: false,
        },
      ],
      held: null,
    });
    expect(third?.sentMark).toBe(`~${stampAt(2_000)}`);
    expect(third?.lines.map(({ id }) => id)).toEqual([testId('more')]);
  });

  test('hold no drafts, and there are none of an order nobody knows', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    expect(ticketsOf(view, order)).toEqual([]);
    expect(ticketsOf(viewWithSentOrder(), testId('nothing'))).toEqual([]);
  });

  test('stay the same tickets while the work goes on, a recall included', () => {
    const view = viewWithSentOrder();
    const before = ticketsOf(view, order).map(({ id }) => id);
    view.run(advanceLine(view, { line: garba, to: 'ready' }, acting('cook')), stampAt(90_000));
    view.run(recallLine(view, { line: garba }, acting('cook')), stampAt(99_000));
    expect(ticketsOf(view, order).map(({ id }) => id)).toEqual(before);
  });

  test('show what a void left of a line, and cancel it when nothing is left', () => {
    const view = viewWithSentOrder();
    const shown = () => ticketsOf(view, order).flatMap(({ lines }) => lines.filter(({ id }) => id === garba));
    const intent = { line: garba, quantity: 1, reason: 'renversé' };
    view.run(voidLine(view, { ...intent, id: testId('one') }, acting()));
    expect(shown()).toMatchObject([{ quantity: 1, cancelled: false }]);
    view.run(voidLine(view, { ...intent, id: testId('two') }, acting()));
    expect(shown()).toMatchObject([{ quantity: 0, cancelled: true }]);
  });

  test('[SYN-2] show as cancelled what one till removed while another sent it', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    const removal = mustOk(removeLine(view, { line: testId('line') }, acting()));
    view.run(sendOrder(view, { order }, acting())).apply(removal);
    expect(ticketsOf(view, order).flatMap(({ lines }) => lines)).toMatchObject([
      { rank: 'sent', cancelled: true, cancelledAt: expect.any(Number) },
    ]);
  });

  test('[SYN-6] leave out a line whose creation has not arrived', () => {
    const view = viewWithSentOrder();
    const before = ticketsOf(view, order);
    view.apply([write(orderLines, testId('rumour'), { order, status: [0, 'sent'], quantity: 3 })]);
    expect(ticketsOf(view, order)).toEqual(before);
  });
});

type AtTheFire = Exclude<LineRank, 'draft' | 'held' | 'sent'>;

const statusAfter = (from: [number, LineRank], to: AtTheFire) => {
  const view = viewWithSentOrder().apply([write(orderLines, garba, { status: from })]);
  view.run(advanceLine(view, { line: garba, to }, acting('cook')));
  return find(view, orderLines, garba)?.status;
};

describe('moving a line on', () => {
  test.each<[LineRank, AtTheFire, LineRank]>([
    ['sent', 'preparing', 'preparing'],
    ['sent', 'ready', 'ready'],
    ['preparing', 'ready', 'ready'],
    ['ready', 'served', 'served'],
    ['ready', 'ready', 'ready'],
    ['ready', 'preparing', 'ready'],
    ['served', 'preparing', 'served'],
  ])('[SYN-2] %s → %s gives %s: it never falls', (from, to, then) => {
    expect(statusAfter([0, from], to)).toEqual([0, then]);
    expect(statusAfter([4, from], to)).toEqual([4, then]);
  });

  test.each([
    ['cook', 'ready', 'ok'],
    ['manager', 'ready', 'ok'],
    ['waiter', 'ready', 'no_right'],
    ['waiter', 'served', 'ok'],
    ['cashier', 'preparing', 'no_right'],
    ['cook', 'served', 'ok'],
  ] as const)('a %s says "%s": %s', (role, to, code) => {
    expect(codeOf(advanceLine(viewWithSentOrder(), { line: garba, to }, acting(role)))).toBe(code);
  });

  test('is refused of a line that was not sent, and of one nobody knows', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    for (const command of [
      (line: string) => advanceLine(view, { line, to: 'ready' }, acting('cook')),
      (line: string) => recallLine(view, { line }, acting('cook')),
    ]) {
      expect(codeOf(command(testId('line')))).toBe('line_not_sent');
      expect(codeOf(command(testId('nothing')))).toBe('not_found');
    }
  });
});

test('[SYN-2] a recall raises the epoch, so that a late "ready" of before is below it', () => {
  const view = viewWithSentOrder();
  view.run(advanceLine(view, { line: garba, to: 'ready' }, acting('cook')));
  view.run(recallLine(view, { line: garba }, acting('cook')));
  expect(find(view, orderLines, garba)?.status).toEqual([1, 'preparing']);
  expect(codeOf(recallLine(view, { line: garba }, acting('waiter')))).toBe('no_right');
});

const statusOf = (view: ReturnType<typeof viewWithSentOrder>, line: string) => find(view, orderLines, line)?.status;

describe('the lines of a ticket move in one op', () => {
  const beer = testId('line beer');
  test('[SYN-2] to ready: what is further stays, what is held or unknown is left out', () => {
    const view = viewWithSentOrder();
    view.apply([write(orderLines, beer, { status: [0, 'served'] })]);
    const lines = [garba, beer, testId('nothing')];
    const changes = mustOk(advanceLines(view, { lines, to: 'ready' }, acting('cook')));
    expect(changes.map(([, id]) => id)).toEqual([garba]);
    view.apply(changes, stampAt(5_000));
    expect([statusOf(view, garba), statusOf(view, beer)]).toEqual([
      [0, 'ready'],
      [0, 'served'],
    ]);
    expect(codeOf(advanceLines(view, { lines, to: 'ready' }, acting('cook')))).toBe('nothing_to_send');
    view.apply([write(orderLines, garba, { status: [1, 'held'] })]);
    expect(codeOf(advanceLines(view, { lines: [garba], to: 'ready' }, acting('cook')))).toBe('nothing_to_send');
    expect(codeOf(advanceLines(view, { lines, to: 'ready' }, acting('waiter')))).toBe('no_right');
  });

  test('[SYN-2] and back to the fire: the epoch rises of those that were done, and of no other', () => {
    const view = viewWithSentOrder();
    view.run(advanceLine(view, { line: garba, to: 'ready' }, acting('cook')), stampAt(7_000));
    expect(msOfMark(shownLine(view)?.rankMark ?? '')).toBe(NOW_MS + 7_000);
    view.run(recallLines(view, { lines: [garba, beer] }, acting('cook')));
    expect([statusOf(view, garba), statusOf(view, beer)]).toEqual([
      [1, 'preparing'],
      [0, 'sent'],
    ]);
    expect(codeOf(recallLines(view, { lines: [garba, beer] }, acting('cook')))).toBe('nothing_to_send');
  });
});

const shownLine = (view: ReturnType<typeof viewWithSentOrder>, id = garba) =>
  ticketsOf(view, order)
    .flatMap(({ lines }) => lines)
    .find((line) => line.id === id);

describe('what a kitchen screen has shown', () => {
  test('is received, once, and says nothing new the second time', () => {
    const view = viewWithSentOrder();
    expect(shownLine(view)?.received).toBe(false);
    view.run(receiveLines(view, { lines: [garba] }, acting('cook')));
    expect(shownLine(view)?.received).toBe(true);
    expect(codeOf(receiveLines(view, { lines: [garba] }, acting('cook')))).toBe('nothing_to_send');
    expect(codeOf(receiveLines(view, { lines: [testId('line beer')] }, acting('waiter')))).toBe('no_right');
  });

  test('is received anew when its course is called: a ticket of its own, with its own age', () => {
    const view = viewWithOrder();
    view.run(addLine(view, { ...lineIntent('first', 'garba', 1), course: 1 }, acting()));
    view.run(addLine(view, { ...lineIntent('second', 'garba', 1), course: 2 }, acting()));
    view.run(sendOrder(view, { order }, acting()), stampAt(1_000));
    expect(ticketsOf(view, order).map(({ held }) => held)).toEqual([null, 2]);
    const second = testId('second');
    view.run(receiveLines(view, { lines: [second] }, acting('cook')));
    expect(shownLine(view, second)?.received).toBe(true);
    view.run(fireCourse(view, { order, course: 2 }, acting()), stampAt(9_000));
    expect(shownLine(view, second)).toMatchObject({ received: false, rank: 'sent' });
    expect(ticketsOf(view, order).map(({ sentMark }) => sentMark)).toEqual(
      [1_000, 9_000].map((ms) => `~${stampAt(ms)}`),
    );
  });

  test('cancelled units wait to be read, and those cancelled later wait again', () => {
    const view = viewWithSentOrder();
    const cancelOne = (word: string) =>
      view.run(voidLine(view, { line: garba, quantity: 1, reason: 'parti', id: testId(word) }, acting()));
    cancelOne('one');
    expect(shownLine(view)).toMatchObject({ cancelledUnread: 1, cancelled: false, cancelledAt: NOW_MS });
    view.run(readCancelled(view, { line: garba }, acting('cook')));
    expect(shownLine(view)?.cancelledUnread).toBe(0);
    cancelOne('two');
    expect(shownLine(view)).toMatchObject({ cancelledUnread: 1, cancelled: true });
    expect(codeOf(readCancelled(view, { line: testId('nothing') }, acting('cook')))).toBe('not_found');
    expect(codeOf(readCancelled(view, { line: garba }, acting('cashier')))).toBe('no_right');
  });

  test('what was cancelled while its course waited is no news when it is called; what is cancelled then is', () => {
    const view = viewWithOrder();
    view.run(addLine(view, { ...lineIntent('first', 'garba', 1), course: 1 }, acting()));
    view.run(addLine(view, { ...lineIntent('second', 'garba', 3), course: 2 }, acting()));
    view.run(sendOrder(view, { order }, acting()));
    const second = testId('second');
    const cancelOne = (word: string) =>
      view.run(voidLine(view, { line: second, quantity: 1, reason: 'parti', id: testId(word) }, acting()));
    cancelOne('one');
    view.run(fireCourse(view, { order, course: 2 }, acting()));
    expect(shownLine(view, second)).toMatchObject({ quantity: 2, rank: 'sent', cancelledUnread: 0 });
    cancelOne('two');
    expect(shownLine(view, second)).toMatchObject({ quantity: 1, cancelledUnread: 1 });
  });

  test('a second call does not silence a cancellation when the cook had begun after the first', () => {
    const view = viewWithOrder();
    const second = testId('second');
    view.run(addLine(view, { ...lineIntent('first', 'garba', 1), course: 1 }, acting()));
    view.run(addLine(view, { ...lineIntent('second', 'garba', 3), course: 2 }, acting()));
    view.run(sendOrder(view, { order }, acting()));
    view.run(voidLine(view, { line: second, quantity: 1, reason: 'parti', id: testId('one') }, acting()));
    view.run(fireCourse(view, { order, course: 2 }, acting()), stampAt(9_000));
    // The join keeps the higher rank: what the cook did before this call, upon that of another till.
    view.apply([write(orderLines, second, { status: [0, 'preparing'] })], stampAt(5_000));
    expect(shownLine(view, second)).toMatchObject({ quantity: 2, rank: 'preparing', cancelledUnread: 1 });
    view.run(readCancelled(view, { line: second }, acting('cook')), stampAt(10_000));
    expect(shownLine(view, second)).toMatchObject({ cancelledUnread: 0 });
  });

  test('a call that comes late does not silence what was cancelled before it, nor does a bump', () => {
    const view = viewWithOrder();
    const second = testId('second');
    view.run(addLine(view, { ...lineIntent('first', 'garba', 1), course: 1 }, acting()));
    view.run(addLine(view, { ...lineIntent('second', 'garba', 3), course: 2 }, acting()));
    view.run(sendOrder(view, { order }, acting()));
    view.run(fireCourse(view, { order, course: 2 }, acting()), stampAt(1_000));
    view.run(advanceLine(view, { line: second, to: 'preparing' }, acting('cook')), stampAt(9_000));
    // Another till voided one and called the course with no line, before the cook began. Its call says nothing any more.
    view.run(
      voidLine(view, { line: second, quantity: 1, reason: 'parti', id: testId('one') }, acting()),
      stampAt(4_000),
    );
    expect(view.get('order_lines', second)?.sx?.['cancelSeen']).toBe(stampAt(9_000));
    expect(shownLine(view, second)).toMatchObject({ rank: 'preparing', cancelledUnread: 1 });
    view.run(advanceLine(view, { line: second, to: 'ready' }, acting('cook')), stampAt(10_000));
    expect(shownLine(view, second)).toMatchObject({ rank: 'ready', cancelledUnread: 1 });
  });

  test('a held line is not at the fire: no one starts it or calls it back before its course', () => {
    const view = viewWithSentOrder().apply([write(orderLines, garba, { status: [1, 'held'] })]);
    expect(codeOf(advanceLine(view, { line: garba, to: 'preparing' }, acting('cook')))).toBe('line_not_sent');
    expect(codeOf(recallLine(view, { line: garba }, acting('cook')))).toBe('line_not_sent');
  });
});
