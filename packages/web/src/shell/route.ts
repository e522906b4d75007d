import { useSyncExternalStore } from 'react';
import type { Id } from '@resto360/domain';

const PLAIN = ['tables', 'orders', 'payments', 'shift', 'inbox', 'health'] as const;
const OF_ORDER = ['order', 'pay', 'receipt'] as const;

/** Where one is. In the address behind `#`, so that a reload without a server comes back to the same page. */
export type Route =
  | { readonly page: (typeof PLAIN)[number] }
  | { readonly page: 'table'; readonly table: Id<'table'> }
  | { readonly page: 'closing'; readonly shift: Id<'shift'> }
  | { readonly page: (typeof OF_ORDER)[number]; readonly order: Id<'order'> };

/** The address of a page. */
export function addressOf(route: Route): string {
  if ('order' in route) return `#/${route.page}/${route.order}`;
  if ('table' in route) return `#/table/${route.table}`;
  if ('shift' in route) return `#/closing/${route.shift}`;
  return route.page === 'tables' ? '#/' : `#/${route.page}`;
}

/** Reads an address; what means nothing is the list of tables. */
export function routeOf(address: string): Route {
  const [, page, id = ''] = address.replace(/^#/, '').split('/');
  const plain = PLAIN.find((one) => one === page);
  if (plain) return { page: plain };
  if (id === '') return { page: 'tables' };
  const ofOrder = OF_ORDER.find((one) => one === page);
  if (ofOrder) return { page: ofOrder, order: id };
  if (page === 'closing') return { page, shift: id };
  return page === 'table' ? { page, table: id } : { page: 'tables' };
}

/** Goes to a page. `replace`: "back" leads past the page that is left. */
export function go(route: Route, replace = false): void {
  if (replace) location.replace(addressOf(route));
  else location.hash = addressOf(route);
}

/** The page in the address now. */
export function useRoute(): Route {
  const address = useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  return routeOf(address);
}
