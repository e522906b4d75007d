import { isObject } from '@resto360/domain';

/** What a message of the live channel means to a device. `delta` is looked at by `takeDelta`, and by nobody before. */
export type Heard =
  | { readonly type: 'head'; readonly head: number }
  | { readonly type: 'delta'; readonly head: number; readonly delta: unknown }
  | { readonly type: 'bye'; readonly retryMs: number };

/** Reads a message of the live channel; undefined when it is none that this build knows. */
export function readLive(text: string): Heard | undefined {
  const value = parsed(text);
  if (!isObject(value)) return undefined;
  const { type, head, to, retryMs } = value;
  if ((type === 'poke' || type === 'beat') && isCount(head)) return { type: 'head', head };
  if (type === 'delta' && isCount(to)) return { type, head: to, delta: value };
  return type === 'bye' && isCount(retryMs) ? { type, retryMs } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
