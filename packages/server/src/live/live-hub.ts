import type { Id, Install } from '@resto360/domain';
import type { LiveHello } from '@resto360/sync';
import { readDelta, type ServerStore } from '@resto360/sync/server';
import type { Standing } from './fanout.ts';
import { Member, type Subscriber } from './member.ts';
import { LIVE_TIMING, Room, sayBye, type LiveTiming, type Pulled } from './room.ts';

/** A channel's place in the hub. */
export type Seat = {
  /** Takes a hello and answers it. **Errors** rejects when the store is away. */
  readonly greet: (hello: LiveHello) => Promise<void>;
  readonly leave: () => void;
};

/**
 * Who listens to which restaurant, and what they are told.
 *
 * ```
 * commit ─► committed(head) ─ 15 ms ─► delta or poke to the room
 * pull ───► pulled(install, page) ───► that device has read so far: no delta of its own rows
 * tick ───► head from the store ─────► beat to whoever is due; the poke it owes to a slow one that caught up
 * drain ──► bye to everyone, then closed
 * ```
 * **Source** SYN-28.
 */
export class LiveHub {
  readonly #rooms = new Map<Id, Room>();
  readonly #store: Pick<ServerStore, 'head' | 'page'>;
  readonly #nowMs: () => number;
  readonly #timing: LiveTiming;
  #ticker: NodeJS.Timeout | undefined;
  #ticking = false;
  #isDrained = false;

  constructor(deps: {
    readonly store: Pick<ServerStore, 'head' | 'page'>;
    readonly nowMs: () => number;
    readonly timing?: Partial<LiveTiming>;
  }) {
    this.#store = deps.store;
    this.#nowMs = deps.nowMs;
    this.#timing = { ...LIVE_TIMING, ...deps.timing };
  }

  /** Lets a channel in. One that comes while the server goes is sent away at once. */
  join(restaurant: Id<'restaurant'>, subscriber: Subscriber): Seat {
    if (this.#isDrained) {
      sayBye(new Member(subscriber, this.#nowMs()), this.#timing.retryMs);
      return { greet: async () => undefined, leave: () => undefined };
    }
    const room = this.#rooms.get(restaurant) ?? this.#openRoom(restaurant);
    const member = room.enter(subscriber);
    this.#ticker ??= setInterval(() => void this.tick(), this.#timing.tickMs).unref();
    const leave = () => {
      room.leave(member);
      if (room.isEmpty) this.#closeRoom(restaurant, room);
    };
    return { greet: (hello) => room.greet(member, hello), leave };
  }

  /** Something was committed, or a history began, here or in another process. */
  committed(restaurant: Id<'restaurant'>, at: Standing): void {
    this.#rooms.get(restaurant)?.committed(at);
  }

  /** A device was answered a page of what is new. */
  pulled(restaurant: Id<'restaurant'>, install: Install, page: Pulled): void {
    this.#rooms.get(restaurant)?.pulled(install, page);
  }

  /** Beats whoever is due. Called by the hub's own timer. */
  async tick(): Promise<void> {
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      for (const room of this.#rooms.values()) await room.beat();
    } finally {
      this.#ticking = false;
    }
  }

  /** Says good-bye to everyone and stops. */
  drain(): void {
    this.#isDrained = true;
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    for (const room of this.#rooms.values()) room.close();
    this.#rooms.clear();
  }

  #openRoom(restaurant: Id<'restaurant'>): Room {
    const room = new Room({
      headOf: () => this.#store.head(restaurant),
      readDelta: (request) => readDelta(this.#store, { restaurant, ...request }, this.#nowMs()),
      nowMs: this.#nowMs,
      timing: this.#timing,
    });
    this.#rooms.set(restaurant, room);
    return room;
  }

  #closeRoom(restaurant: Id<'restaurant'>, room: Room): void {
    if (this.#rooms.get(restaurant) !== room) return;
    room.close();
    this.#rooms.delete(restaurant);
    if (this.#rooms.size > 0) return;
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }
}
