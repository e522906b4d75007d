/** A value with the names of its members in snake_case, as integrations write them; lists and members inside included. */
export function snakeCased(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [snake(key), snakeInside(inside)]));
}

/** One name: `unitPriceMinor` → `unit_price_minor`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function snakeInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeInside);
  return typeof value === 'object' && value !== null ? snakeCased(value) : value;
}
