/** Whether an element can have the focus: on the page, seen, and not switched off. */
export function canFocus(element: Element | null): element is HTMLElement {
  if (!(element instanceof HTMLElement) || !element.isConnected || element.matches(':disabled')) return false;
  return element.checkVisibility({ visibilityProperty: true });
}
