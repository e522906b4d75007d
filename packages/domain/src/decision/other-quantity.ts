import type { Exception } from '../kernel/exception.ts';
import { find, type View } from '../kernel/view.ts';
import { orderLines, orders } from '../order/schema.ts';

/**
 * How many the other till had sent of a line: the latest quantity that lost against another. Undefined where the sends
 * differ in something else, and where more would be a new line on an order that is closed.
 */
export function otherQuantity(view: View, { subjects: [id = ''] }: Pick<Exception, 'subjects'>): number | undefined {
  const line = find(view, orderLines, id);
  const [lost] = view.get(orderLines.name, id)?.alt?.['quantity'] ?? [];
  const quantity = lost?.[1];
  if (!line || typeof quantity !== 'number' || quantity === line.quantity) return undefined;
  const isClosed = find(view, orders, line.order)?.status[1] === 'closed';
  return isClosed && quantity > line.quantity ? undefined : quantity;
}
