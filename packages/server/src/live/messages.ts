/**
 * The live channel, in prose: the device opens it with a ticket and says `hello`; from then on the server says `poke`
 * when something new is to be pulled, `beat` at a steady pace, and `bye` before it goes. Every message is a hint: truth
 * is the pull, and a lost one costs at most a beat.
 * **Shapes** JSON objects told apart by `type`. **Source** SYN section 6.
 */
export type Hello = {
  readonly type: 'hello';
  readonly cursor: number;
  readonly lineage: number;
  readonly scope: string;
};
export type ServerMessage =
  | { readonly type: 'poke'; readonly head: number }
  | { readonly type: 'beat'; readonly head: number }
  | { readonly type: 'bye'; readonly retryMs: number };

/** Reads what a device sent; undefined when it is no hello. */
export function readHello(text: string): Hello | undefined {
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
