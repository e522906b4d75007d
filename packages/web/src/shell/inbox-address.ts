import type { DeviceKind } from '@resto360/sync';
import { placeAt } from './place.ts';
import { addressOf } from './route.ts';

/** The inbox, from wherever one is: till and office have it, and what a till shows of the kitchen has not. */
export function inboxAddress(pathname: string, kind: DeviceKind): string {
  const page = addressOf({ page: 'inbox' });
  return placeAt(pathname, kind) === 'kitchen' ? `/pos${page}` : page;
}
