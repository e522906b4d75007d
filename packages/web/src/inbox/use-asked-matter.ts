import { useSyncExternalStore } from 'react';

/** The matter that the address names behind the inbox (`#/inbox/<id>`); undefined where it names none. */
export function useAskedMatter(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => location.hash.split('/')[2],
  );
}
