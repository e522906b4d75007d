import { gridTarget } from './grid-target.ts';

/**
 * Makes what can be pressed inside an element one stop for Tab, with the arrows, Home and End leading from one to the
 * next: nobody presses Tab two hundred times to pass a menu. Given as the `ref` of the element.
 * **Why** by the elements themselves, not by state: a grid of hundreds is not drawn again because the focus moved.
 */
export function arrowKeys(grid: HTMLElement | null): (() => void) | undefined {
  if (!grid) return undefined;
  let current: HTMLElement | undefined;
  const settle = () => {
    const stops = stopsIn(grid);
    if (!current || !stops.includes(current)) current = stops.find(isCurrent) ?? stops[0];
    for (const stop of stops) {
      const tabIndex = stop === current ? 0 : -1;
      if (stop.tabIndex !== tabIndex) stop.tabIndex = tabIndex;
    }
  };
  const onFocus = (event: FocusEvent) => {
    const stop = stopsIn(grid).find((one) => one === event.target);
    if (!stop || stop === current) return;
    current = stop;
    settle();
  };
  const changes = new MutationObserver(settle);
  changes.observe(grid, { childList: true, subtree: true, attributeFilter: ['disabled', 'aria-current'] });
  grid.addEventListener('focusin', onFocus);
  grid.addEventListener('keydown', onArrow);
  settle();
  return () => {
    changes.disconnect();
    grid.removeEventListener('focusin', onFocus);
    grid.removeEventListener('keydown', onArrow);
  };
}

function onArrow(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const stops = stopsIn(event.currentTarget as HTMLElement);
  const from = stops.findIndex((stop) => stop === event.target);
  if (from < 0) return;
  const target = gridTarget(
    event.key,
    from,
    stops.map((stop) => stop.getBoundingClientRect()),
  );
  if (target === undefined) return;
  event.preventDefault();
  stops[target]?.focus();
}

const stopsIn = (grid: HTMLElement) => [...grid.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)')];

const isCurrent = (stop: HTMLElement) => stop.getAttribute('aria-current') === 'page';
