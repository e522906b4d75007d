import { useInsertionEffect, useRef, useState } from 'react';

/**
 * Callbacks of a page as one object that never changes, each calling what the page says now: what a kept drawing
 * (`memo`) needs to stay kept. Only for what a person does, never while drawing.
 */
export function useLasting<Acts extends Readonly<Record<string, (...args: never[]) => void>>>(acts: Acts): Acts {
  const latest = useRef(acts);
  useInsertionEffect(() => {
    latest.current = acts;
  });
  const [lasting] = useState(() => {
    const names = Object.keys(acts);
    return Object.fromEntries(names.map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]));
  });
  return lasting as Acts;
}
