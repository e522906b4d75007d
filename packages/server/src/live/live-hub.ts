import type { Id } from '@resto360/domain';
import { DeviceKind } from '@resto360/sync';
import type { ServerMessage } from './messages.ts';

/** One open channel, as the hub needs it. */
export interface Subscriber {
  readonly kind: DeviceKind;
  send(message: ServerMessage): void;
  /** Bytes handed over and not yet on the line. */
  waitingBytes(): number;
  close(): void;
}

/** Paces of the channel. **Units** milliseconds. */
export const LIVE_TIMING = {
  coalesceMs: 15,
  kitchenBeatMs: 5_000,
  otherBeatMs: 20_000,
  /** How often the hub looks who is due. */
  tickMs: 1_000,
  retryMs: 2_000,
} as const;
export type LiveTiming = { readonly [K in keyof typeof LIVE_TIMING]: number };

/** More than this on its way to a device: it is slow, and gets one poke later instead of many now. */
const WAITING_BYTES_MAX = 64 * 1024;

type Member = { readonly subscriber: Subscriber; nextBeatAt: number; owesPoke: boolean };
type Room = { readonly members: Set<Member>; head: number; pokeTimer: NodeJS.Timeout | undefined };

/**
 * Who listens to which restaurant, and what they are told.
 *
 * ```
 * commit ─► committed(head) ─ 15 ms ─► poke to the room
 * tick ───► head from the store ─────► beat to whoever is due; the poke it owes to a slow one that caught up
 * drain ──► bye to everyone, then closed
 * ```
 * **Why** the head of a beat comes from the store: another process may have committed.
 */
export class LiveHub {
  readonly #rooms = new Map<Id, Room>();
  readonly #headOf: (restaurant: Id<'restaurant'>) => Promise<number | undefined>;
  readonly #nowMs: () => number;
  readonly #timing: LiveTiming;
  #ticker: NodeJS.Timeout | undefined;
  #ticking = false;

  constructor(deps: {
    readonly headOf: (restaurant: Id<'restaurant'>) => Promise<number | undefined>;
    readonly nowMs: () => number;
    readonly timing?: Partial<LiveTiming>;
  }) {
    this.#headOf = deps.headOf;
    this.#nowMs = deps.nowMs;
    this.#timing = { ...LIVE_TIMING, ...deps.timing };
  }

  /** Lets a channel in; call what it answers when the channel is gone. */
  join(restaurant: Id<'restaurant'>, subscriber: Subscriber): () => void {
    const room = this.#rooms.get(restaurant) ?? { members: new Set(), head: 0, pokeTimer: undefined };
    this.#rooms.set(restaurant, room);
    const member: Member = { subscriber, nextBeatAt: this.#nowMs() + this.#beatMs(subscriber), owesPoke: false };
    room.members.add(member);
    this.#ticker ??= setInterval(() => void this.tick(), this.#timing.tickMs).unref();
    return () => this.#leave(restaurant, room, member);
  }

  /** Something was committed: whoever listens learns of the newest head, once per 15 ms. */
  committed(restaurant: Id<'restaurant'>, head: number): void {
    const room = this.#rooms.get(restaurant);
    if (!room) return;
    room.head = Math.max(room.head, head);
    room.pokeTimer ??= setTimeout(() => {
      room.pokeTimer = undefined;
      for (const member of room.members) this.#poke(member, room.head);
    }, this.#timing.coalesceMs);
  }

  /** Beats whoever is due. Called by the hub's own timer. */
  async tick(): Promise<void> {
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      for (const [restaurant, room] of this.#rooms) await this.#beatRoom(restaurant, room);
    } finally {
      this.#ticking = false;
    }
  }

  /** Says good-bye to everyone and stops. */
  drain(): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    for (const room of this.#rooms.values()) {
      clearTimeout(room.pokeTimer);
      for (const { subscriber } of room.members) {
        subscriber.send({ type: 'bye', retryMs: this.#timing.retryMs });
        subscriber.close();
      }
    }
    this.#rooms.clear();
  }

  async #beatRoom(restaurant: Id<'restaurant'>, room: Room): Promise<void> {
    const now = this.#nowMs();
    const due = [...room.members].filter((member) => member.nextBeatAt <= now || member.owesPoke);
    if (due.length === 0) return;
    // The store may be away for a moment: then the beat tells the last head known here.
    const head = await this.#headOf(restaurant).catch(() => undefined);
    room.head = Math.max(room.head, head ?? 0);
    for (const member of due) this.#beat(member, room.head, now);
  }

  #beat(member: Member, head: number, now: number): void {
    if (member.owesPoke) this.#poke(member, head);
    if (member.nextBeatAt > now) return;
    member.nextBeatAt = now + this.#beatMs(member.subscriber);
    if (!isSlow(member.subscriber)) member.subscriber.send({ type: 'beat', head });
  }

  #poke(member: Member, head: number): void {
    member.owesPoke = isSlow(member.subscriber);
    if (!member.owesPoke) member.subscriber.send({ type: 'poke', head });
  }

  #leave(restaurant: Id<'restaurant'>, room: Room, member: Member): void {
    room.members.delete(member);
    if (room.members.size > 0 || this.#rooms.get(restaurant) !== room) return;
    clearTimeout(room.pokeTimer);
    this.#rooms.delete(restaurant);
    if (this.#rooms.size > 0) return;
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }

  #beatMs({ kind }: Subscriber): number {
    return kind === DeviceKind.kitchen ? this.#timing.kitchenBeatMs : this.#timing.otherBeatMs;
  }
}

function isSlow(subscriber: Subscriber): boolean {
  return subscriber.waitingBytes() > WAITING_BYTES_MAX;
}
