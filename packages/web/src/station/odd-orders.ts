import { isOdd } from '@resto360/domain';
import type { IsOdd } from '@resto360/sync/client';

/** What asks for a person. **Why** a file: a kitchen screen never loads the rules of money. */
export const oddOrders: IsOdd = isOdd;
