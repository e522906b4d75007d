import type { Row } from '@resto360/domain';
import type { Bystander } from '@resto360/sim';
import type { ClientRow, Identity } from '@resto360/sync/client';
import type { LineKind } from '../packages/web/src/sync/reconnect.ts';
import type { CashTaps } from './cash-taps.ts';
import type { Fault } from './fault.ts';

/** What the tables hold, by collection and id; read by plain SQL. */
export type Truth = ReadonlyMap<string, ReadonlyMap<string, Row>>;

/** How far a tablet has come: ops that wait, the version it has read to, and why it stands still if it does. */
export type Progress = {
  readonly waiting: number;
  readonly cursor: number;
  readonly hasMore: boolean;
  readonly why: string | undefined;
};

/** A tablet as the rig sees it, whether its app is the engine alone or a page in a real browser. */
export type RigTablet = {
  readonly name: string;
  readonly identity: Pick<Identity, 'install' | 'kind'>;
  /** Remembers every op that the tablet said to be saved. */
  readonly bystander: Bystander;
  /** How often people took cash at it, as they know it. */
  readonly cash: CashTaps;
  /** Rules that it was seen to break, in words. */
  readonly problems: readonly string[];
  /** How its app hears the server now; undefined: it does not, or nobody can tell. */
  readonly line: LineKind | undefined;
  /** People begin to tap, until `rest`. */
  work(): void;
  /** Nobody taps any more; resolves when the last tap is saved or not. */
  rest(): Promise<void>;
  /** Brings a fault of the app about; the answer ends it, where it lasts. Undefined: nothing was done, and nothing counts. */
  suffer(fault: Fault): (() => void) | undefined;
  /** Undefined: it can't be asked now. */
  progress(): Promise<Progress | undefined>;
  /** The app ends for good; from then on `rows` and `wrongOnScreen` tell how it ended. */
  finish(): Promise<void>;
  /** What is on its disk of what the server said. */
  rows(): Promise<readonly ClientRow[]>;
  /**
   * What its screen shows otherwise than the tables have it, in words: an engine's whole view as it stands in memory, and
   * of a page the tiles of the floor.
   */
  wrongOnScreen(truth: Truth): string[];
};
