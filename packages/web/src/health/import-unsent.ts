import { isObject, type Id } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { carryOps, readCarriedOp, type CarriedOp, type ClientStore } from '@resto360/sync/client';

/** What a file of unsent sales turned out to be. `line`: the first one that is damaged, counted from 1. */
export type ReadFile =
  | { readonly kind: 'ops'; readonly ops: readonly CarriedOp[] }
  | { readonly kind: 'damaged'; readonly line: number }
  | { readonly kind: 'other_restaurant' }
  | { readonly kind: 'not_ours' };

/** What importing did: nothing, or all of it. */
export type Imported =
  | Exclude<ReadFile, { kind: 'ops' }>
  | { readonly kind: 'imported'; readonly taken: number; readonly known: number };

/** Reads the text of a file. It is taken whole or not at all. */
export function readUnsentFile(text: string, restaurant: Id<'restaurant'>): ReadFile {
  const file = parsed(text);
  if (file === undefined) {
    return text.includes('"resto360-unsent"') ? { kind: 'damaged', line: brokenLine(text) } : { kind: 'not_ours' };
  }
  const { format, version, device, ops } = isObject(file) ? file : {};
  if (format !== 'resto360-unsent' || version !== 1) return { kind: 'not_ours' };
  if (!isObject(device) || typeof device['install'] !== 'string' || !Array.isArray(ops)) {
    return { kind: 'damaged', line: 1 };
  }
  if (device['restaurant'] !== restaurant) return { kind: 'other_restaurant' };
  const read: CarriedOp[] = [];
  for (const [index, op] of ops.entries()) {
    const one = readCarriedOp(op, device['install'], sha256Hex);
    if (!one) return { kind: 'damaged', line: lineOf(text, op, index) };
    read.push(one);
  }
  return { kind: 'ops', ops: read };
}

/** Takes a file into this device; what it knows already is left out. The sales are pushed like its own (SYN-29). */
export async function importUnsent(
  text: string,
  to: { readonly store: Pick<ClientStore, 'write'>; readonly restaurant: Id<'restaurant'>; readonly nowMs: number },
): Promise<Imported> {
  const file = readUnsentFile(text, to.restaurant);
  if (file.kind !== 'ops') return file;
  return { kind: 'imported', ...(await carryOps(to.store, file.ops, to.nowMs)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

// A head, a line for each op, an end: the first line that is none of them. What was cut off is missing at the end.
function brokenLine(text: string): number {
  const lines = text.split('\n');
  if (parsed(`${lines[0]}]}`) === undefined) return 1;
  const broken = lines.findIndex((line, index) => index > 0 && !isLine(line.trim()));
  return broken === -1 ? lines.length : broken + 1;
}

const isLine = (line: string) =>
  line === '' || line === ']}' || parsed(line.endsWith(',') ? line.slice(0, -1) : line) !== undefined;

function lineOf(text: string, op: unknown, index: number): number {
  const at = text.indexOf(JSON.stringify(op));
  return at === -1 ? index + 2 : text.slice(0, at).split('\n').length;
}
