import { isObject, type Id } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { carryOps, readCarriedOp, type CarriedCount, type CarriedOp, type ClientStore } from '@resto360/sync/client';

/** Lines of a file that could not be read. `line`: the first, counted from 1 · `cut`: its end is missing. */
export type Damage = { readonly count: number; readonly line: number; readonly cut: boolean };

/** What a file of unsent sales turned out to be. `line`: the one that is damaged where nothing of the file is whole. */
export type ReadFile =
  | { readonly kind: 'ops'; readonly ops: readonly CarriedOp[]; readonly damage: Damage | undefined }
  | { readonly kind: 'damaged'; readonly line: number }
  | { readonly kind: 'other_restaurant' }
  | { readonly kind: 'not_ours' };

/** What importing did: nothing, or every entry that is whole. */
export type Imported =
  | Exclude<ReadFile, { kind: 'ops' }>
  | ({ readonly kind: 'imported'; readonly damage: Damage | undefined } & CarriedCount);

/** Reads the text of a file. Each line proves itself by its link, so a damaged one costs none of the others. */
export function readUnsentFile(text: string, restaurant: Id<'restaurant'>): ReadFile {
  const whole = parsed(text);
  const file = isObject(whole) ? whole : headOf(text);
  if (!file) return text.includes('"resto360-unsent"') ? { kind: 'damaged', line: 1 } : { kind: 'not_ours' };
  const { format, version, device, ops, count } = file;
  if (format !== 'resto360-unsent' || version !== 1) return { kind: 'not_ours' };
  if (!isObject(device) || typeof device['install'] !== 'string' || !Array.isArray(ops)) {
    return { kind: 'damaged', line: 1 };
  }
  if (device['restaurant'] !== restaurant) return { kind: 'other_restaurant' };
  const lines = isObject(whole) ? ops.map((op: unknown, index) => ({ op, line: index + 2 })) : linesOf(text);
  const read: CarriedOp[] = [];
  const damaged: number[] = [];
  for (const { op, line } of lines) {
    const one = readCarriedOp(op, device['install'], sha256Hex);
    if (one) read.push(one);
    else damaged.push(isObject(whole) ? lineIn(text, op, line) : line);
  }
  return outcomeOf(read, damaged, { text, said: count, isWhole: isObject(whole) });
}

/** Takes a file into this device; what it knows already is left out. The sales are pushed like its own (SYN-29). */
export async function importUnsent(
  text: string,
  to: { readonly store: Pick<ClientStore, 'write'>; readonly restaurant: Id<'restaurant'>; readonly nowMs: number },
): Promise<Imported> {
  const file = readUnsentFile(text, to.restaurant);
  if (file.kind !== 'ops') return file;
  return { kind: 'imported', damage: file.damage, ...(await carryOps(to.store, file.ops, to.nowMs)) };
}

// The head says how many entries there were: what was cut off is counted too.
function outcomeOf(
  ops: readonly CarriedOp[],
  damaged: readonly number[],
  file: { readonly text: string; readonly said: unknown; readonly isWhole: boolean },
): ReadFile {
  const end = file.text.trimEnd().split('\n').length;
  const missing = typeof file.said === 'number' ? Math.max(0, file.said - ops.length - damaged.length) : 0;
  const cut = missing > 0 || (!file.isWhole && !file.text.trimEnd().endsWith(']}'));
  const [line = end] = damaged;
  if (damaged.length === 0 && !cut) return { kind: 'ops', ops, damage: undefined };
  if (ops.length === 0) return { kind: 'damaged', line };
  return { kind: 'ops', ops, damage: { count: damaged.length + missing, line, cut } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

// The file as it is written: a head, a line for each op, an end.
function headOf(text: string): Record<string, unknown> | undefined {
  const head = parsed(`${text.split('\n', 1)[0]}]}`);
  return isObject(head) ? head : undefined;
}

function linesOf(text: string): readonly { readonly op: unknown; readonly line: number }[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (index === 0 || line === '' || line === ']}') return [];
    return [{ op: parsed(line.endsWith(',') ? line.slice(0, -1) : line), line: index + 1 }];
  });
}

function lineIn(text: string, op: unknown, otherwise: number): number {
  const at = text.indexOf(JSON.stringify(op));
  return at === -1 ? otherwise : text.slice(0, at).split('\n').length;
}
