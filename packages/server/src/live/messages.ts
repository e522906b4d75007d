import type { LiveHello } from '@resto360/sync';

/** Reads what a device sent; undefined when it is no hello (SYN-28). */
export function readHello(text: string): LiveHello | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, cursor, lineage, scope } = value as Record<string, unknown>;
  const fits = type === 'hello' && isCount(cursor) && isCount(lineage) && typeof scope === 'string';
  return fits ? { type, cursor, lineage, scope } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
