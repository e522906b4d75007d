/**
 * A value with the names of its members in snake_case, as integrations write them; lists and members inside included.
 * `born` is left out: only born rows are shown.
 */
export function snakeCased(value: object): Record<string, unknown> {
  const shown = Object.entries(value).filter(([key]) => key !== 'born');
  return Object.fromEntries(shown.map(([key, inside]) => [snake(key), snakeInside(inside)]));
}

/** One name: `unitPriceMinor` → `unit_price_minor`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function snakeInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeInside);
  return typeof value === 'object' && value !== null ? snakeCased(value) : value;
}
