/**
 * The five points of one write at which a process can be made to die, in the order in which the write passes them.
 *
 * ```
 * before_lock → LOCK → after_lock → upserts, ops, head → before_commit → COMMIT → after_commit → poke → before_answer
 * ```
 */
export const FAILPOINTS = ['before_lock', 'after_lock', 'before_commit', 'after_commit', 'before_answer'] as const;
/** One of {@link FAILPOINTS}. */
export type FailpointName = (typeof FAILPOINTS)[number];

/** The variable that names a point and which passing of it counts, from 1: `after_commit:2`. */
export const FAILPOINT_VARIABLE = 'RESTO360_FAILPOINT';
/** What a process says once its point is armed. */
export const ARMED = 'RESTO360 failpoint armed';

/**
 * One point, and what happens when it is passed for the n-th time since it was armed.
 * **Why** here: nothing that serves a restaurant imports this folder, so a release can't be told to die (a test walks
 * the imports).
 */
export class Failpoint {
  readonly name: FailpointName;
  readonly #act: () => Promise<void>;
  #left: number;
  #isArmed = false;
  #hasNews = false;

  constructor(name: FailpointName, nth: number, act: () => Promise<void>) {
    this.name = name;
    this.#left = nth;
    this.#act = act;
  }

  /** Passings count from here on. */
  arm(): void {
    this.#isArmed = true;
    this.#hasNews = false;
  }

  /** Whether the next passing of this point is the one that counts. */
  isNext(name: FailpointName): boolean {
    return this.#isArmed && name === this.name && this.#left === 1;
  }

  /**
   * Notes that a point was passed, and acts where it is the armed one for the n-th time: who passes waits for what it
   * answers. An answer counts when something was committed since the last one.
   */
  pass(name: FailpointName): Promise<void> | undefined {
    const isTold = name === 'before_answer' && !this.#hasNews;
    this.#hasNews = name === 'after_commit' || (this.#hasNews && name !== 'before_answer');
    if (!this.#isArmed || name !== this.name || isTold) return undefined;
    this.#left -= 1;
    return this.#left === 0 ? this.#act() : undefined;
  }
}

/** Reads {@link FAILPOINT_VARIABLE}. **Errors**: a text that arms nothing: a test that kills nobody shows nothing. */
export function readFailpoint(text: string | undefined, act: () => Promise<void>): Failpoint {
  const [name, nth] = (text ?? '').split(':');
  const point = FAILPOINTS.find((one) => one === name);
  if (point === undefined || !/^[1-9]\d*$/.test(nth ?? '')) {
    throw new Error(`${FAILPOINT_VARIABLE} is "${text ?? ''}", but it must be a point and a number: after_commit:2.`);
  }
  return new Failpoint(point, Number(nth), act);
}
