import { useSyncExternalStore } from 'react';

/** The pages of the office, each at an address of its own behind `#`; `#/health` is the page that all stations share. */
export const OFFICE_PAGES = ['today', 'payments', 'inbox', 'menu', 'floor', 'staff', 'devices'] as const;
export type OfficePage = (typeof OFFICE_PAGES)[number];

/** The address of a page. */
export function officeAddress(page: OfficePage): string {
  return page === 'today' ? '#/' : `#/${page}`;
}

/** Reads an address; what means nothing is today. */
export function officePageOf(address: string): OfficePage {
  const [, asked] = address.replace(/^#/, '').split('/');
  return OFFICE_PAGES.find((page) => page === asked) ?? 'today';
}

/** The page in the address now. */
export function useOfficePage(): OfficePage {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => officePageOf(location.hash),
  );
}
