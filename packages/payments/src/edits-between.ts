/**
 * How many edits lead from one text to another: a character inserted, deleted or replaced, or two neighbours swapped. For
 * what people copy by hand from a small screen. **Units** UTF-16 code units; more than `max` is `max + 1`.
 * **Source** optimal string alignment: no part is edited twice.
 */
export function editsBetween(from: string, to: string, max: number): number {
  if (Math.abs(from.length - to.length) > max) return max + 1;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next.push(
        Math.min(
          at(last, column) + 1,
          at(next, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(before, column - 2) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...next) > max) return max + 1;
    [before, last] = [last, next];
  }
  return Math.min(at(last, to.length), max + 1);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
