import { isOdd } from '@resto360/domain';
import type { LiveHello } from '@resto360/sync';
import {
  Device,
  DeviceCrash,
  type ClientRules,
  type ExchangeOutcome,
  type MemoryClientStore,
} from '@resto360/sync/client';
import type { Random } from '@resto360/domain';
import { LiveChannel } from '../packages/web/src/sync/live-channel.ts';
import { News } from '../packages/web/src/sync/news.ts';
import { SyncLoop } from '../packages/web/src/sync/sync-loop.ts';
import type { LineKind } from '../packages/web/src/sync/reconnect.ts';
import type { Later, OpenLine, Place } from '../packages/web/src/sync/watch-line.ts';
import { nodeSha256 } from '../packages/server/src/http/sync-route.ts';
import { chaosSocket, chaosStream, chaosTransport } from './network.ts';

/** Where an app runs. */
export type AppDeps = {
  readonly store: MemoryClientStore;
  readonly url: string;
  readonly random: Random;
  readonly rules: ClientRules;
  /** The device's clock. **Units** ms since 1970. */
  readonly nowMs: () => number;
  /** The app died inside a transaction. */
  readonly onCrash: () => void;
};

/** An app that runs: the device's engine, and the very loop and live channel of the app on timers of their own. */
export class RunningApp {
  readonly device: Device;
  readonly #deps: AppDeps;
  readonly #life = new AbortController();
  readonly #loop: SyncLoop;
  readonly #news: News;
  readonly #channel: LiveChannel;
  /** Exchanges and deltas that are not written down yet. */
  readonly #works = new Set<Promise<unknown>>();
  #hasPokes = false;
  #kind: LineKind = 'socket';
  #waiting = 0;

  constructor(deps: AppDeps) {
    this.#deps = deps;
    this.device = new Device({
      isOdd: () => isOdd,
      store: deps.store,
      transport: chaosTransport(deps.url, this.#life.signal),
      nowMs: deps.nowMs,
      randomBytes: (count) => deps.random.bytes(count),
      hash: nodeSha256,
      rules: deps.rules,
    });
    this.#news = new News({
      wake: () => this.#loop.wake(),
      takeDelta: (delta) => this.#safely(this.device.takeDelta(delta), undefined),
      onPage: async () => undefined,
    });
    this.#loop = this.#newLoop();
    this.#channel = this.#newChannel();
  }

  /** Reads the disk, then asks and listens. */
  async start(): Promise<void> {
    await this.device.load();
    await this.noteWaiting();
    void this.#channel.start();
    this.#loop.wake();
  }

  /** How it hears the server now, if it does. */
  get line(): LineKind | undefined {
    return this.#hasPokes ? this.#kind : undefined;
  }

  /** A tap was saved: send it now. */
  wake(): void {
    this.#waiting++;
    this.#loop.wake();
  }

  /** The app is killed: nothing of it goes on, and what it was writing is written or not. */
  async kill(): Promise<void> {
    this.#loop.stop();
    this.#channel.stop();
    this.#life.abort();
    await Promise.allSettled(this.#works);
  }

  async noteWaiting(): Promise<void> {
    this.#waiting = (await this.device.status()).waiting;
  }

  #newLoop(): SyncLoop {
    const offline: ExchangeOutcome = { kind: 'offline' };
    return new SyncLoop({
      exchange: () => this.#news.during(() => this.#safely(this.device.exchange(), offline)),
      askedToWaitMs: () => this.device.askedToWaitMs(),
      hasUnsent: () => this.#waiting > 0,
      hasPokes: () => this.#hasPokes,
      dice: () => this.#deps.random.next(),
      nowMs: () => Date.now(),
      later,
      calm: async () => undefined,
      onOutcome: async (outcome) => {
        this.#news.took(outcome);
        await this.noteWaiting();
      },
    });
  }

  #newChannel(): LiveChannel {
    const { url, random } = this.#deps;
    return new LiveChannel({
      placeOf: () => this.#place(),
      lines: { socket: this.#noting('socket', chaosSocket(url)), stream: this.#noting('stream', chaosStream(url)) },
      dice: () => random.next(),
      later,
      onHead: (head) => this.#news.head(head),
      onDelta: (delta, head) => void this.#news.delta(delta, head),
      onChange: (isOpen) => {
        this.#hasPokes = isOpen;
        this.#loop.wake();
      },
    });
  }

  #noting(kind: LineKind, open: OpenLine): OpenLine {
    return (place, on) => {
      this.#kind = kind;
      return open(place, on);
    };
  }

  async #place(): Promise<Place | undefined> {
    return this.#deps.store.read(async (tx) => {
      const [identity, at] = [await tx.meta('identity'), await tx.meta('cursor')];
      if (!identity || !at) return undefined;
      const { cursor, lineage, scope } = at;
      return { identity, hello: { type: 'hello', cursor, lineage, scope } satisfies LiveHello };
    });
  }

  /** A crash inside a transaction ends the app; a full disk does not. */
  async #safely<T>(work: Promise<T>, otherwise: T): Promise<T> {
    this.#works.add(work);
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof DeviceCrash)) throw error;
      if (!isDiskFull(error)) this.#deps.onCrash();
      return otherwise;
    } finally {
      this.#works.delete(work);
    }
  }
}

/** Whether a transaction failed because the disk is full; the app lives on then. */
export const isDiskFull = (error: DeviceCrash): boolean => error.message === 'quota exceeded';

const later: Later = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
