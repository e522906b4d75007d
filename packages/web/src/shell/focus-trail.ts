import { canFocus } from '../ui/can-focus.ts';

/** The way from an element up to the region that holds it: each parent, and the place in it. */
type Step = { readonly parent: Element; readonly at: number };

/** An element that had the focus, and where it stood: what is nearest can be found when it is gone. */
export type Trail = { readonly element: HTMLElement; readonly steps: readonly Step[]; readonly dialog: Element | null };

/** Beyond these lies something else: what is nearest there is not near. */
const REGIONS = 'main, aside, nav, header, dialog, [role="status"]';

/** Remembers where an element stands. */
export function trailOf(element: HTMLElement): Trail {
  const steps: Step[] = [];
  let child: Element = element;
  while (child.parentElement && !child.matches(REGIONS)) {
    const parent: Element = child.parentElement;
    steps.push({ parent, at: [...parent.children].indexOf(child) });
    child = parent;
  }
  return { element, steps, dialog: element.closest('dialog') };
}

/** What took the place of an element, or stands next to where it stood. */
export function nearestOn({ steps }: Trail): HTMLElement | undefined {
  for (const { parent, at } of steps) {
    if (!parent.isConnected) continue;
    const children = [...parent.children];
    const after = children.slice(at).flatMap(pressableIn)[0];
    const near = after ?? children.slice(0, at).flatMap(pressableIn).at(-1);
    if (near) return near;
  }
  return undefined;
}

// Fields are left out: a focus in one opens the keyboard of a tablet.
const PRESSABLE = 'a[href], button, summary, [tabindex="0"]';

function pressableIn(element: Element): HTMLElement[] {
  const found = element.matches(PRESSABLE) ? [element] : [...element.querySelectorAll(PRESSABLE)];
  return found.filter(canFocus);
}
