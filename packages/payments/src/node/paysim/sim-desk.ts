import { SimClock, type ClockMode } from './sim-clock.ts';
import type { Deliver } from './sim-deliver.ts';
import { SimNetwork } from './sim-network.ts';
import { SimPost } from './sim-post.ts';
import { SimWorld, type Crowd, type SimRail } from './sim-world.ts';

/** What a simulator begins with, and begins with again after a reset. **Units** ms. */
export type DeskSetup = {
  readonly makeRails: () => readonly SimRail[];
  /** Who is paid on a rail where nobody else is named. */
  readonly merchants: Readonly<Record<string, string>>;
  /** What never stands in an answer of the control API. */
  readonly secrets: readonly string[];
  readonly seed: number;
  /** When a world begins; undefined: now, by the wall. */
  readonly startMs: number | undefined;
  /** Ids of money begin above it. */
  readonly firstNumber?: number;
  readonly crowd: Crowd | undefined;
  readonly mode: ClockMode;
  readonly nowMs: () => number;
  readonly deliver: Deliver;
};

/** Everything that a running simulator holds: one world at a time, its network, its post, its clock. */
export class SimDesk {
  readonly clock: SimClock;
  readonly setup: DeskSetup;
  #world: SimWorld;
  #network: SimNetwork;
  #post: SimPost;

  constructor(setup: DeskSetup) {
    this.setup = setup;
    this.clock = new SimClock(setup.mode, setup.nowMs);
    [this.#world, this.#network, this.#post] = this.#begin(setup.seed);
  }

  get world(): SimWorld {
    return this.#world;
  }

  get network(): SimNetwork {
    return this.#network;
  }

  get post(): SimPost {
    return this.#post;
  }

  /** Forgets everything and begins again, with the same seed or another. */
  reset(seed = this.setup.seed): void {
    this.#post.close();
    [this.#world, this.#network, this.#post] = this.#begin(seed);
  }

  /** Lets the time pass that passed on the wall. Called before anything is asked of the world. */
  tick(): void {
    this.#world.advance(this.clock.passedMs());
    const { recorded } = this.#network;
    if (recorded.length > RECORDED_MAX) recorded.splice(0, recorded.length - RECORDED_MAX);
  }

  /** Moves the clock ahead, and delivers on the way what falls due. **Units** ms. */
  async move(ms: number): Promise<void> {
    const world = this.#world;
    const post = this.#post;
    const untilMs = world.nowMs + ms;
    await post.pump();
    while (world.nowMs < untilMs) {
      const nextMs = Math.min(untilMs, post.nextDueMs(world.nowMs) ?? untilMs);
      world.advance(nextMs - world.nowMs);
      await post.pump();
    }
  }

  #begin(seed: number): [SimWorld, SimNetwork, SimPost] {
    const { makeRails, startMs, firstNumber, crowd, deliver } = this.setup;
    // What passed until now belongs to no world.
    this.clock.passedMs();
    const world = new SimWorld(makeRails(), seed, startMs ?? this.clock.wallMs, firstNumber);
    world.crowd = crowd;
    return [world, new SimNetwork(world), new SimPost(world, deliver)];
  }
}

/** Requests that are remembered, no more. */
const RECORDED_MAX = 5_000;
