import type { Change } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { orderLines } from '../order/schema.ts';
import { testId } from './test-house.ts';

/** What a sent line is charged by. **Units** minor. */
export type Sold = {
  readonly unitPriceMinor: number;
  readonly quantity: number;
  readonly taxBp?: number;
  readonly taxIncluded?: boolean;
};

/** A line `line <index>` of the order `order`, sent at a price of its own rather than the menu's. */
export const soldLine = (sold: Sold, index: number): Change =>
  write(orderLines, testId(`line ${index}`), {
    taxBp: 0,
    taxIncluded: true,
    ...sold,
    born: true,
    order: testId('order'),
    addedBy: testId('staff owner'),
    addedAt: 0,
    item: testId('item'),
    name: 'plat',
    station: null,
    modifiers: [],
    seat: null,
    status: [0, 'sent'],
  });
