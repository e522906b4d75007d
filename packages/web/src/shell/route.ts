import { useSyncExternalStore } from 'react';
import type { Id } from '@resto360/domain';

/** Where one is. In the address behind `#`, so that a reload without a server comes back to the same page. */
export type Route =
  | { readonly page: 'tables' }
  | { readonly page: 'table'; readonly table: Id<'table'> }
  | { readonly page: 'order' | 'pay' | 'receipt'; readonly order: Id<'order'> };

/** The address of a page. */
export function addressOf(route: Route): string {
  if (route.page === 'tables') return '#/';
  if (route.page === 'table') return `#/table/${route.table}`;
  return `#/${route.page}/${route.order}`;
}

/** Reads an address; what means nothing is the list of tables. */
export function routeOf(address: string): Route {
  const [, page, id] = address.replace(/^#/, '').split('/');
  if (id === undefined || id === '') return { page: 'tables' };
  if (page === 'table') return { page, table: id };
  return page === 'order' || page === 'pay' || page === 'receipt' ? { page, order: id } : { page: 'tables' };
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
