import { canFocus } from '../ui/can-focus.ts';
import { nearestOn, trailOf, type Trail } from './focus-trail.ts';

/** Elements that had the focus before, remembered to come back to. */
const KEPT_MAX = 8;

/**
 * Nobody who works by keyboard is thrown back to the top of the page. After another page opened, the focus is on its
 * `main`. When what had the focus is gone or switched off, it is on what took its place; else on what had it before; else
 * on `main`. An open sheet keeps it inside. A focus that somebody took away themselves is left alone.
 */
export function keepFocus(): void {
  const trails = rememberFocus();
  let isTurning = false;
  const settle = () => {
    const active = document.activeElement;
    const isLost = (active === document.body && trails().length > 0) || active?.matches(':disabled') === true;
    // Nearly always the case, at every change of the page: nothing is measured before this.
    if (!isLost && !isTurning) return;
    const sheet = topSheet();
    if (!isTurning || sheet) return isLost ? handOn(trails(), sheet) : undefined;
    const main = shownMain();
    if (!main) return;
    isTurning = false;
    if (!main.contains(active)) focusMain(main);
  };
  addEventListener('hashchange', () => {
    isTurning = true;
    setTimeout(settle);
  });
  const changes = new MutationObserver(settle);
  changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
}

/** What had the focus, the latest last; nothing after somebody took it away from where it still could be. */
function rememberFocus(): () => readonly Trail[] {
  let trails: readonly Trail[] = [];
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    trails = [...trails.filter(({ element }) => element !== target), trailOf(target)].slice(-KEPT_MAX);
  });
  addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null || !document.hasFocus()) return;
    // Some browsers also say so when the element is taken away: after the change of the page one knows which it was.
    queueMicrotask(() => {
      if (canFocus(target as Element) && document.activeElement === document.body) trails = [];
    });
  });
  return () => trails;
}

function handOn(trails: readonly Trail[], sheet: Element | undefined): void {
  for (const trail of trails.toReversed()) {
    // What stood in a sheet that closed says nothing of the page below: what opened it does.
    if (trail.dialog && !trail.dialog.isConnected) continue;
    // Of what had it before the last, fields are left out: a focus in one opens the keyboard of a tablet.
    const isOldField = trail !== trails.at(-1) && trail.element.matches('input, textarea, select');
    const near = canFocus(trail.element) && !isOldField ? trail.element : nearestOn(trail);
    if (near && (!sheet || sheet.contains(near))) return near.focus();
  }
  if (!sheet) focusMain(shownMain());
}

const topSheet = () => [...document.querySelectorAll('dialog:modal')].at(-1);

const shownMain = () => [...document.querySelectorAll('main')].find(canFocus);

function focusMain(main: HTMLElement | undefined): void {
  if (!main) return;
  if (!main.hasAttribute('tabindex')) main.tabIndex = -1;
  main.focus({ preventScroll: true });
}
