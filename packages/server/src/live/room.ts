import type { Install } from '@resto360/domain';
import { DeviceKind, type LiveHello } from '@resto360/sync';
import type { Head, Page } from '@resto360/sync/server';
import type { Standing } from './fanout.ts';
import { Member, type Subscriber } from './member.ts';
import { tellNews, type ReadDelta } from './tell-news.ts';

/** Paces of the channel. **Units** milliseconds. */
export const LIVE_TIMING = {
  coalesceMs: 15,
  kitchenBeatMs: 5_000,
  otherBeatMs: 20_000,
  /** How often the hub looks who is due. */
  tickMs: 1_000,
  /** How often it asks whether a device may still listen. */
  lookMs: 20_000,
  retryMs: 2_000,
} as const;
export type LiveTiming = { readonly [K in keyof typeof LIVE_TIMING]: number };

/** How far a device has read with a page, and in which history. */
export type Pulled = Pick<Page, 'to' | 'more'> & Pick<Head, 'lineage'>;

/** What a room asks of the world. */
export type RoomDeps = {
  readonly headOf: () => Promise<Pick<Head, 'head' | 'lineage'> | undefined>;
  readonly readDelta: ReadDelta;
  readonly nowMs: () => number;
  readonly timing: LiveTiming;
};

/** Below every version. */
const NOTHING = -1;

/** Everyone who listens to one restaurant, and what they are told when. */
export class Room {
  readonly #deps: RoomDeps;
  readonly #members = new Set<Member>();
  /** Where the restaurant stands, as far as is known here. */
  #head = 0;
  #lineage = 0;
  #timer: NodeJS.Timeout | undefined;
  #telling = false;
  #again = false;

  constructor(deps: RoomDeps) {
    this.#deps = deps;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  enter(subscriber: Subscriber): Member {
    const nowMs = this.#deps.nowMs();
    const member = new Member(subscriber, nowMs);
    member.nextBeatAt += this.#beatMs(member);
    member.nextLookAt += this.#deps.timing.lookMs;
    this.#members.add(member);
    return member;
  }

  leave(member: Member): void {
    this.#members.delete(member);
  }

  /**
   * Takes a hello and answers it, so that a device knows that the way is open: a poke when something waits, else a beat.
   * Whoever may no longer listen is shown out: the ticket it came with may be older than its revocation.
   * **Errors** throws when the store is away.
   */
  async greet(member: Member, hello: LiveHello): Promise<void> {
    if (!(await member.subscriber.isWelcome())) return this.#showOut(member);
    member.greet(hello);
    const now = await this.#deps.headOf();
    if (!this.#members.has(member)) return;
    const head = now?.head ?? 0;
    if (now && this.#stand(now)) this.committed(now);
    const waits = now !== undefined && (head > member.told || now.lineage !== member.lineage);
    if (waits) member.poke(head);
    else member.say({ type: 'beat', head });
  }

  /** Something was committed, or a history began: whoever listens learns of it, once per 15 ms. */
  committed(at: Standing): void {
    this.#stand(at);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#tell();
    }, this.#deps.timing.coalesceMs);
  }

  /** A device was answered a page: what it will have read need not be told. */
  pulled(install: Install, { to, more, lineage }: Pulled): void {
    for (const member of this.#members) {
      if (member.subscriber.install !== install) continue;
      member.told = more || lineage !== member.lineage ? to : Math.max(member.told, to);
      member.lineage = lineage;
    }
  }

  /** Beats whoever is due, from the store's own head: another process may have committed, and its word may be lost. */
  async beat(): Promise<void> {
    const nowMs = this.#deps.nowMs();
    const members = [...this.#members];
    for (const member of members) if (member.nextLookAt <= nowMs) void this.#look(member, nowMs);
    const due = members.filter((member) => member.nextBeatAt <= nowMs || member.owesPoke);
    if (due.length === 0) return;
    // The store may be away for a moment: then the beat tells the last head known here.
    const now = await this.#deps.headOf().catch(() => undefined);
    if (now && this.#stand(now)) this.committed(now);
    for (const member of due) this.#beatMember(member, nowMs);
  }

  /** Says good-bye to everyone. */
  close(): void {
    clearTimeout(this.#timer);
    for (const member of this.#members) sayBye(member, this.#deps.timing.retryMs);
    this.#members.clear();
  }

  // The head of a new history lies below the one before: those who read that one have read nothing of this. Answers
  // whether one began. What is still said of a former history is late; 0 is what a process of a former release says.
  #stand({ head, lineage }: Standing): boolean {
    if (lineage !== 0 && lineage < this.#lineage) return false;
    const begins = this.#lineage !== 0 && lineage > this.#lineage;
    if (begins) for (const member of this.#members) if (member.lineage < lineage) member.told = NOTHING;
    this.#head = begins ? head : Math.max(this.#head, head);
    this.#lineage = Math.max(this.#lineage, lineage);
    return begins;
  }

  async #tell(): Promise<void> {
    if (this.#telling) {
      this.#again = true;
      return;
    }
    this.#telling = true;
    do {
      this.#again = false;
      await tellNews(this.#members, this.#head, this.#deps.readDelta);
    } while (this.#again);
    this.#telling = false;
  }

  #beatMember(member: Member, nowMs: number): void {
    if (member.owesPoke) member.poke(this.#head);
    if (member.nextBeatAt > nowMs) return;
    member.nextBeatAt = nowMs + this.#beatMs(member);
    if (!member.isSlow) member.say({ type: 'beat', head: this.#head });
  }

  async #look(member: Member, nowMs: number): Promise<void> {
    member.nextLookAt = nowMs + this.#deps.timing.lookMs;
    // Whether it may listen is not known while the store is away; its next call will be refused if need be.
    const isWelcome = await member.subscriber.isWelcome().catch(() => true);
    if (!isWelcome) this.#showOut(member);
  }

  #showOut(member: Member): void {
    this.#members.delete(member);
    member.subscriber.close();
  }

  #beatMs({ subscriber: { kind } }: Member): number {
    const { kitchenBeatMs, otherBeatMs } = this.#deps.timing;
    return kind === DeviceKind.kitchen ? kitchenBeatMs : otherBeatMs;
  }
}

/** The last words to a channel. */
export function sayBye(member: Member, retryMs: number): void {
  member.say({ type: 'bye', retryMs });
  member.subscriber.close();
}
