/**
 * The ticket that a key leads to, by its number from 0; undefined where the key means nothing. `columns` hold the numbers
 * of their tickets from above; `from` is −1 while no ticket is in focus.
 */
export function targetOf(key: string, from: number, columns: readonly (readonly number[])[]): number | undefined {
  const count = columns.flat().length;
  if (/^[1-9]$/.test(key)) return Number(key) <= count ? Number(key) - 1 : undefined;
  if (!key.startsWith('Arrow') || count === 0) return undefined;
  if (from < 0) return 0;
  const column = columns.findIndex((one) => one.includes(from));
  const row = columns[column]?.indexOf(from) ?? 0;
  if (key === 'ArrowUp') return columns[column]?.[row - 1] ?? from;
  if (key === 'ArrowDown') return columns[column]?.[row + 1] ?? from;
  return beside(columns[column + (key === 'ArrowLeft' ? -1 : 1)], row) ?? from;
}

// A shorter column answers with its lowest ticket.
const beside = (column: readonly number[] | undefined, row: number) => column?.[Math.min(row, column.length - 1)];
