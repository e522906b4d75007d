import type { Id, Install } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { Mark } from '../kernel/row.ts';
import { readStamp } from '../kernel/stamp.ts';

/**
 * One of the things that do not go together, as a person compares them: what, how much, who, when, on which device.
 * `isKept`: the value in force, the one that lost, or null where both stand. **Units** `at` ms since 1970, amounts minor.
 */
export type Side = {
  readonly what: SideWhat;
  readonly isKept: boolean | null;
  readonly text: string;
  readonly value: Json;
  readonly amountMinor: number | null;
  readonly quantity: number | null;
  readonly by: Id<'staff'> | null;
  readonly at: number | null;
  readonly install: Install | null;
};
export type SideWhat =
  | 'payment'
  | 'refund'
  | 'claim'
  | 'request'
  | 'receipt'
  | 'proof'
  | 'line'
  | 'move'
  | 'send'
  | 'removal'
  | 'void'
  | 'adjustment'
  | 'order'
  | 'merge'
  | 'opening'
  | 'row'
  | 'value'
  | 'op'
  | 'device'
  | 'decision';

const NOTHING: Omit<Side, 'what'> = {
  isKept: null,
  text: '',
  value: null,
  amountMinor: null,
  quantity: null,
  by: null,
  at: null,
  install: null,
};
/** A side, with nothing said of it but what is given. */
export const side = (what: SideWhat, more: Partial<Side>): Side => ({ ...NOTHING, ...more, what });

/** When and on which device a mark was written. */
export function wroteAt(mark: Mark | undefined): Pick<Side, 'at' | 'install'> {
  if (mark === undefined) return { at: null, install: null };
  const { ms, install } = readStamp(mark.replace('~', ''));
  return { at: ms, install };
}

/** The device that wrote a mark. */
export const installOf = (mark: Mark): Install => readStamp(mark.replace('~', '')).install;
