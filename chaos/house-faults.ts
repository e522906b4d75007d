import type { Child } from './child.ts';
import type { Database } from './database.ts';
import { HouseFault, type Fault, type Tally } from './fault.ts';

/** What runs behind the lines. `redis`: where there is one. */
export type HouseStage = {
  readonly servers: readonly Child[];
  readonly database: Database;
  readonly redis: Child | undefined;
  /** Fills the disk of PostgreSQL; the answer empties it again. Undefined where that disk is not ours to fill. */
  readonly fillDisk: (() => () => void) | undefined;
  /** Says to the database that it is a copy which was put back. */
  readonly newHistory: () => Promise<void>;
  readonly tally: Tally;
};

/** What goes wrong behind the lines: processes die, freeze and come back, each by its own pid. */
export class HouseFaults {
  readonly #stage: HouseStage;
  /** What is done to a process waits for what is being done to it. */
  readonly #queues = new Map<string, Promise<void>>();
  readonly #healed = Promise.withResolvers<void>();
  #isHealed = false;

  constructor(stage: HouseStage) {
    this.#stage = stage;
  }

  begin(fault: Fault): void {
    const { servers, redis, fillDisk, database } = this.#stage;
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
    if (kind === HouseFault.backup) this.#queue('postgres', fault, () => database.backUp());
    if (kind === HouseFault.restore) this.#restore(fault);
    if (kind === HouseFault.diskFull && fillDisk) this.#queue('postgres', fault, () => this.#fill(fillDisk, forMs));
  }

  /** Ends everything, and waits until every process serves again. */
  async heal(): Promise<void> {
    this.#isHealed = true;
    this.#healed.resolve();
    await Promise.all(this.#queues.values());
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

  // As an operator does it: the servers down, the files back, the new history told, the servers up.
  #restore(fault: Fault): void {
    const { servers, database, newHistory, tally } = this.#stage;
    const isBack = Promise.withResolvers<void>();
    const areDown = servers.map((server) => {
      const isDown = Promise.withResolvers<void>();
      void this.#enqueue(this.#nameOf(server), async () => {
        const isDue = !this.#isHealed;
        if (isDue) await server.end('SIGTERM');
        isDown.resolve();
        await isBack.promise;
        if (isDue) await server.up();
      });
      return isDown.promise;
    });
    void this.#enqueue('postgres', async () => {
      await Promise.all(areDown);
      const isRestored = !this.#isHealed && (await database.restore());
      if (isRestored) await newHistory();
      if (isRestored) tally.add(fault.kind);
      isBack.resolve();
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
