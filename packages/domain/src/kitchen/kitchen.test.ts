import { describe, expect, test } from 'vitest';
import { find, write } from '../kernel/view.ts';
import { addLine, removeLine, sendOrder } from '../order/commands.ts';
import { voidLine } from '../order/corrections.ts';
import { orderLines, type LineRank } from '../order/schema.ts';
import { acting, lineIntent, testId, viewWithOrder, viewWithSentOrder } from '../testing/test-house.ts';
import { codeOf, mustOk, stampAt } from '../testing/test-view.ts';
import { advanceLine, recallLine } from './commands.ts';
import { ticketsOf } from './tickets.ts';

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
          name: 'Carpe',
          quantity: 2,
          modifiers: ['Riz', 'Fort'],
          note: 'vite',
          rank: 'sent',
          cancelled: false,
        },
      ],
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
    expect(ticketsOf(view, order).flatMap(({ lines }) => lines)).toMatchObject([{ rank: 'sent', cancelled: true }]);
  });

  test('[SYN-6] leave out a line whose creation has not arrived', () => {
    const view = viewWithSentOrder();
    const before = ticketsOf(view, order);
    view.apply([write(orderLines, testId('rumour'), { order, status: [0, 'sent'], quantity: 3 })]);
    expect(ticketsOf(view, order)).toEqual(before);
  });
});

const statusAfter = (from: [number, LineRank], to: Exclude<LineRank, 'draft' | 'sent'>) => {
  const view = viewWithSentOrder().apply([write(orderLines, garba, { status: from })]);
  view.run(advanceLine(view, { line: garba, to }, acting('cook')));
  return find(view, orderLines, garba)?.status;
};

describe('moving a line on', () => {
  test.each<[LineRank, Exclude<LineRank, 'draft' | 'sent'>, LineRank]>([
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
