import { describe, expect, test } from 'vitest';
import { find } from '../kernel/view.ts';
import { addLine } from '../order/commands.ts';
import { adjustOrder } from '../order/corrections.ts';
import { orders } from '../order/schema.ts';
import { acting, lineIntent, testId, viewWithOrder, viewWithSentOrder } from '../testing/test-house.ts';
import type { TestView } from '../testing/test-view.ts';
import { closeOrder } from './close-order.ts';

const close = (view: TestView) => closeOrder(view, { order: testId('order') }, acting());
const codeOf = (result: ReturnType<typeof close>) => (result.ok ? 'ok' : result.error.code);

describe('closing by hand', () => {
  test('an order opened by mistake closes, once', () => {
    const view = viewWithOrder();
    view.run(close(view));
    expect(find(view, orders, testId('order'))?.status).toEqual([0, 'closed']);
    expect(codeOf(close(view))).toBe('order_closed');
  });

  test('[SYN-3] an order that owes does not, and one that was given away does', () => {
    const view = viewWithSentOrder();
    expect(codeOf(close(view))).toBe('not_covered');
    const gift = { id: testId('gift'), order: testId('order'), kind: 'comp' as const, reason: 'fidélité' };
    view.run(adjustOrder(view, gift, acting()));
    expect(codeOf(close(view))).toBe('ok');
  });

  test('an order with unsent lines does not', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    expect(codeOf(close(view))).toBe('unsent_lines');
  });
});
