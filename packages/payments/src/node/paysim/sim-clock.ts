/** How the simulator's time goes: with the wall's clock, or only when it is told to. */
export const ClockMode = { real: 'real', virtual: 'virtual' } as const;
export type ClockMode = (typeof ClockMode)[keyof typeof ClockMode];

/** Says how far the simulator's time has to move. **Units** ms. */
export class SimClock {
  mode: ClockMode;
  readonly #nowMs: () => number;
  #lastMs: number;

  constructor(mode: ClockMode, nowMs: () => number) {
    this.mode = mode;
    this.#nowMs = nowMs;
    this.#lastMs = nowMs();
  }

  /** The wall's time. */
  get wallMs(): number {
    return this.#nowMs();
  }

  /** What passed on the wall since it was asked last; nothing while the clock is virtual, or when the wall goes back. */
  passedMs(): number {
    const nowMs = this.#nowMs();
    const passedMs = Math.max(0, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    return this.mode === ClockMode.real ? passedMs : 0;
  }
}
