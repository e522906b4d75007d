import { createContext, use } from 'react';

/** Whether somebody left the page without saying so: then nobody sees what it shows. */
export const Locked = createContext(false);

/** Whether the page stands behind the lock. */
export const useIsLocked = (): boolean => use(Locked);
