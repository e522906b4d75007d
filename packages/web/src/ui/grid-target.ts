/** Where something stands on the page. **Units** pixels. */
export type Box = Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;

/**
 * The box that a key leads to, by its number from 0; undefined where the key means nothing. Left and right follow the
 * reading order over the ends of the rows; up and down go to the nearest of the row above or below, or stay.
 */
export function gridTarget(key: string, from: number, boxes: readonly Box[]): number | undefined {
  const last = boxes.length - 1;
  const here = boxes[from];
  if (!here) return undefined;
  if (key === 'ArrowRight') return Math.min(from + 1, last);
  if (key === 'ArrowLeft') return Math.max(from - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const row = key === 'ArrowUp' ? rowAbove(here, boxes) : rowBelow(here, boxes);
  const nearest = row.toSorted((a, b) => Math.abs(middle(a) - middle(here)) - Math.abs(middle(b) - middle(here)))[0];
  return nearest ? boxes.indexOf(nearest) : from;
}

/** Boxes that only touch, or overlap by less, stand below each other. **Units** pixels. */
const SLACK = 1;

function rowBelow(here: Box, boxes: readonly Box[]): readonly Box[] {
  const below = boxes.filter(({ top }) => top >= here.bottom - SLACK);
  const first = below.toSorted((a, b) => a.top - b.top)[0];
  return first ? below.filter(({ top }) => top < first.bottom - SLACK) : [];
}

function rowAbove(here: Box, boxes: readonly Box[]): readonly Box[] {
  const above = boxes.filter(({ bottom }) => bottom <= here.top + SLACK);
  const last = above.toSorted((a, b) => b.bottom - a.bottom)[0];
  return last ? above.filter(({ bottom }) => bottom > last.top + SLACK) : [];
}

const middle = ({ left, right }: Box) => (left + right) / 2;
