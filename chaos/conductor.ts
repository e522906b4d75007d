import type { Child } from './child.ts';
import type { Database } from './database.ts';
import { AppFault, HouseFault, LineFault, type Fault, type Tally } from './fault.ts';
import type { Proxy } from './proxy.ts';
import type { RigTablet } from './rig-tablet.ts';

/** Everything that faults are done to. `redis`: where there is one. */
export type Stage = {
  readonly tablets: readonly RigTablet[];
  readonly proxies: readonly Proxy[];
  readonly servers: readonly Child[];
  readonly database: Database;
  readonly redis: Child | undefined;
  /** Fills the disk of PostgreSQL; the answer empties it again. Undefined where that disk is not ours to fill. */
  readonly fillDisk: (() => () => void) | undefined;
  readonly tally: Tally;
};

const LINE_FAULTS: ReadonlySet<Fault['kind']> = new Set(Object.values(LineFault));
const APP_FAULTS: ReadonlySet<Fault['kind']> = new Set(Object.values(AppFault));

/** Plays a schedule, and makes everything whole again. */
export class Conductor {
  readonly #stage: Stage;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #active = new Map<Fault, () => void>();
  /** What is done to a process waits for what is being done to it. */
  readonly #queues = new Map<string, Promise<void>>();
  readonly #healed = Promise.withResolvers<void>();
  #isHealed = false;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  play(schedule: readonly Fault[]): void {
    for (const fault of schedule) this.#after(fault.atMs, () => this.#begin(fault));
  }

  /** Ends every fault and waits until every process serves again. */
  async heal(): Promise<void> {
    this.#isHealed = true;
    this.#healed.resolve();
    for (const timer of this.#timers) clearTimeout(timer);
    for (const end of this.#active.values()) end();
    this.#active.clear();
    await Promise.all(this.#queues.values());
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
    return this.#spoilHouse(fault);
  }

  #spoilLine(fault: Fault): void {
    const proxy = this.#stage.proxies[fault.target];
    proxy?.begin(fault);
    this.#until(fault, () => proxy?.end(fault));
  }

  #spoilApp(fault: Fault): void {
    const tablet = this.#stage.tablets[fault.target];
    if (!tablet) return;
    this.#stage.tally.add(fault.kind);
    const end = tablet.suffer(fault);
    if (end) this.#until(fault, end);
  }

  #until(fault: Fault, end: () => void): void {
    this.#active.set(fault, end);
    this.#after(fault.forMs, () => {
      if (this.#active.delete(fault)) end();
    });
  }

  #spoilHouse(fault: Fault): void {
    const { servers, redis, fillDisk } = this.#stage;
    const server = servers[fault.target];
    const { kind, forMs } = fault;
    if (kind === HouseFault.serverKill && server) this.#bounce(fault, server, 'SIGKILL');
    if (kind === HouseFault.serverGraceful && server) this.#bounce(fault, server, 'SIGTERM');
    if (kind === HouseFault.rolling) this.#roll(fault);
    if (kind === HouseFault.serverFreeze && server) this.#freeze(fault, server);
    if (kind === HouseFault.redisKill && redis) this.#bounce(fault, redis, 'SIGKILL');
    if (kind === HouseFault.redisFreeze && redis) this.#freeze(fault, redis);
    if (kind === HouseFault.postgresKill) this.#queue('postgres', fault, () => this.#killPostgres(forMs));
    if (kind === HouseFault.backendKill) this.#queue('postgres', fault, () => this.#killBackend(fault));
    if (kind === HouseFault.backendFreeze) this.#queue('postgres', fault, () => this.#freezeBackend(fault));
    if (kind === HouseFault.diskFull && fillDisk) this.#queue('postgres', fault, () => this.#fill(fillDisk, forMs));
  }

  #bounce(fault: Fault, child: Child, signal: NodeJS.Signals): void {
    this.#queue(this.#nameOf(child), fault, async () => {
      await child.end(signal);
      await this.#wait(fault.forMs);
      await child.up();
    });
  }

  #roll(fault: Fault): void {
    const { servers, tally } = this.#stage;
    tally.add(fault.kind);
    let before: Promise<void> = Promise.resolve();
    for (const server of servers) {
      const turn = before;
      const name = this.#nameOf(server);
      before = this.#enqueue(name, async () => {
        await turn;
        if (this.#isHealed) return;
        await server.end('SIGTERM');
        await server.up();
      });
    }
  }

  #freeze(fault: Fault, child: Child): void {
    this.#queue(this.#nameOf(child), fault, async () => {
      child.freeze();
      await this.#wait(fault.forMs);
      child.thaw();
    });
  }

  async #killPostgres(forMs: number): Promise<void> {
    await this.#stage.database.kill();
    await this.#wait(forMs);
    await this.#stage.database.up();
  }

  async #fill(fillDisk: () => () => void, forMs: number): Promise<void> {
    const empty = fillDisk();
    await this.#wait(forMs);
    empty();
    await this.#stage.database.reviveIfDead();
  }

  async #killBackend(fault: Fault): Promise<void> {
    const pid = await this.#someBackend(fault);
    if (pid !== undefined) signal(pid, 'SIGKILL');
  }

  async #freezeBackend(fault: Fault): Promise<void> {
    const pid = await this.#someBackend(fault);
    if (pid === undefined) return;
    signal(pid, 'SIGSTOP');
    await this.#wait(fault.forMs);
    signal(pid, 'SIGCONT');
  }

  async #someBackend({ atMs }: Fault): Promise<number | undefined> {
    const pids = await this.#stage.database.backends().catch(() => []);
    return pids[atMs % Math.max(1, pids.length)];
  }

  #queue(name: string, fault: Fault, work: () => Promise<void>): void {
    void this.#enqueue(name, async () => {
      if (this.#isHealed) return;
      this.#stage.tally.add(fault.kind);
      await work();
    });
  }

  #enqueue(name: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#queues.get(name) ?? Promise.resolve()).then(work);
    this.#queues.set(name, turn);
    return turn;
  }

  #nameOf(child: Child): string {
    const { servers } = this.#stage;
    return servers.includes(child) ? `server ${servers.indexOf(child)}` : 'redis';
  }

  /** A while, or until everything is healed. */
  async #wait(ms: number): Promise<void> {
    await Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), this.#healed.promise]);
  }
}

/** A process that is gone by itself needs no signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
