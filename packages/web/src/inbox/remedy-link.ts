import type { Exception, View } from '@resto360/domain';
import { Remedy, orderToOpen } from '@resto360/domain/decision';
import type { DeviceKind } from '@resto360/sync';
import { placeAt } from '../shell/place.ts';
import { addressOf } from '../shell/route.ts';

/**
 * Where a person goes to do what a remedy proposes; undefined where it is done here. Drawers and orders are pages of the
 * till, from wherever the matter is read.
 */
export function addressOfRemedy(
  remedy: Remedy,
  about: { readonly view: View; readonly matter: Exception },
  at: { readonly pathname: string; readonly kind: DeviceKind },
): string | undefined {
  const page = pageOf(remedy, about);
  if (page === undefined) return undefined;
  return placeAt(at.pathname, at.kind) === 'pos' ? page : `/pos${page}`;
}

function pageOf(remedy: Remedy, { view, matter }: { readonly view: View; readonly matter: Exception }) {
  if (remedy === Remedy.countFloat) return addressOf({ page: 'shift' });
  const order = remedy === Remedy.moveOne ? orderToOpen(view, matter) : undefined;
  return order === undefined ? undefined : addressOf({ page: 'order', order });
}
