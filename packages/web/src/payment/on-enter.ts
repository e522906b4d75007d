import type { KeyboardEvent } from 'react';

/** Enter in a field takes what stands in it. What it opens may have the focus by then: the key must not press that too. */
export function onEnter(take: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) take();
  };
}
