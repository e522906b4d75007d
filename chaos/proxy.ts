import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Random } from '@resto360/domain';
import { LineFault, type Fault, type Tally } from './fault.ts';
import type { Pace } from './pipe.ts';
import { ProxyLine, type Drawing } from './proxy-line.ts';

/** Faults of which each exchange draws whether it meets them, and each message of a live line, by its way. */
const FATES: Readonly<Record<Drawing, ReadonlySet<Fault['kind']>>> = {
  exchange: new Set<Fault['kind']>([
    LineFault.cutAnswer,
    LineFault.cutRequest,
    LineFault.truncate,
    LineFault.alterAnswer,
    LineFault.alterRequest,
    LineFault.dropAnswer,
    LineFault.duplicate,
    LineFault.captivePortal,
  ]),
  down: new Set<Fault['kind']>([LineFault.liveCut, LineFault.liveDrop, LineFault.liveDouble, LineFault.liveAlter]),
  up: new Set<Fault['kind']>([LineFault.liveCutUp]),
};
const isDrawn = (kind: Fault['kind']): boolean => Object.values(FATES).some((kinds) => kinds.has(kind));

/**
 * Where a proxy leads, and whose dice it has. `localAddress`: whom the server takes the device for. `listenPort`: where
 * the device must find it; else anywhere.
 */
export type ProxyOptions = {
  readonly seed: number;
  readonly targetPort: number;
  readonly listenPort?: number;
  readonly localAddress?: string;
  readonly tally: Tally;
};

/** The line of one device: a listener on loopback, and weather that comes and goes. */
export class Proxy {
  readonly #options: ProxyOptions;
  readonly #random: Random;
  readonly #server: Server;
  readonly #lines = new Set<ProxyLine>();
  readonly #weather = new Set<Fault>();

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#server = createServer((socket) => this.#accept(socket));
  }

  static async open(options: ProxyOptions): Promise<Proxy> {
    const proxy = new Proxy(options);
    await new Promise<void>((resolve) => proxy.#server.listen(options.listenPort ?? 0, '127.0.0.1', resolve));
    return proxy;
  }

  /** `http://127.0.0.1:…`: what the device takes for its server. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  begin(fault: Fault): void {
    const { kind } = fault;
    const { tally } = this.#options;
    if (kind === LineFault.reset || kind === LineFault.halfOpen) tally.add(kind, this.#lines.size);
    else if (!isDrawn(kind)) tally.add(kind);
    if (kind === LineFault.reset) return this.#each((line) => line.reset());
    if (kind === LineFault.halfOpen) return this.#each((line) => line.halve());
    this.#weather.add(fault);
  }

  end(fault: Fault): void {
    this.#weather.delete(fault);
    if (fault.kind === LineFault.halfOpen) return this.#each((line) => line.mend());
    this.#each((line) => line.look());
  }

  async close(): Promise<void> {
    this.#each((line) => line.reset());
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(socket: Socket): void {
    const { targetPort: port, localAddress = '127.0.0.1' } = this.#options;
    const line = new ProxyLine(socket, {
      target: { port, localAddress },
      random: this.#random,
      pace: () => this.#pace(),
      fateOf: (what) => this.#fate(what),
      closed: (closed) => this.#lines.delete(closed),
    });
    this.#lines.add(line);
  }

  #each(act: (line: ProxyLine) => void): void {
    for (const line of this.#lines) act(line);
  }

  #pace(): Pace {
    let isHeld = false;
    let delayMs = 0;
    let bytesPerSecond = Number.POSITIVE_INFINITY;
    for (const { kind, value } of this.#weather) {
      if (kind === LineFault.blackHole) isHeld = true;
      if (kind === LineFault.latency) delayMs = Math.max(delayMs, value * (0.7 + this.#random.next() * 0.6));
      if (kind === LineFault.bandwidth) bytesPerSecond = Math.min(bytesPerSecond, value);
    }
    return { isHeld, delayMs, bytesPerSecond };
  }

  #fate(what: Drawing): LineFault | undefined {
    for (const { kind, value } of this.#weather) {
      if (!FATES[what].has(kind) || !this.#random.chance(value)) continue;
      this.#options.tally.add(kind);
      return kind as LineFault;
    }
    return undefined;
  }
}
