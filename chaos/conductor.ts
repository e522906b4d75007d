import { AppFault, LineFault, type Fault } from './fault.ts';
import { HouseFaults, type HouseStage } from './house-faults.ts';
import type { Proxy } from './proxy.ts';
import type { RigTablet } from './rig-tablet.ts';

/** Everything that faults are done to. */
export type Stage = HouseStage & { readonly tablets: readonly RigTablet[]; readonly proxies: readonly Proxy[] };

const LINE_FAULTS: ReadonlySet<Fault['kind']> = new Set(Object.values(LineFault));
const APP_FAULTS: ReadonlySet<Fault['kind']> = new Set(Object.values(AppFault));

/** Plays a schedule, and makes everything whole again. */
export class Conductor {
  readonly #stage: Stage;
  readonly #house: HouseFaults;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #active = new Map<Fault, () => void>();

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#house = new HouseFaults(stage);
  }

  play(schedule: readonly Fault[]): void {
    for (const fault of schedule) this.#after(fault.atMs, () => this.#begin(fault));
  }

  /** Ends every fault and waits until every process serves again. */
  async heal(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const end of this.#active.values()) end();
    this.#active.clear();
    await this.#house.heal();
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  #begin(fault: Fault): void {
    if (LINE_FAULTS.has(fault.kind)) return this.#spoilLine(fault);
    if (APP_FAULTS.has(fault.kind)) return this.#spoilApp(fault);
    return this.#house.begin(fault);
  }

  #spoilLine(fault: Fault): void {
    const proxy = this.#stage.proxies[fault.target];
    proxy?.begin(fault);
    this.#until(fault, () => proxy?.end(fault));
  }

  #spoilApp(fault: Fault): void {
    const tablet = this.#stage.tablets[fault.target];
    if (!tablet) return;
    const end = tablet.suffer(fault);
    if (!end) return;
    this.#stage.tally.add(fault.kind);
    this.#until(fault, end);
  }

  #until(fault: Fault, end: () => void): void {
    this.#active.set(fault, end);
    this.#after(fault.forMs, () => {
      if (this.#active.delete(fault)) end();
    });
  }
}
