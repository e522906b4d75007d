import type { Install } from '@resto360/domain';
import { scopeOf, type DeviceKind, type LiveHello, type LiveMessage } from '@resto360/sync';
import type { Delta } from '@resto360/sync/server';

/** One open channel, as the hub needs it. */
export interface Subscriber {
  readonly kind: DeviceKind;
  readonly install: Install;
  send(text: string): void;
  /** Bytes handed over and not yet on the line. */
  waitingBytes(): number;
  /** Whether the device may still listen: its right may have been withdrawn since it came. */
  isWelcome(): Promise<boolean>;
  close(): void;
}

/** More than this on its way to a device: it is slow, and gets one poke later instead of many messages now. */
const WAITING_BYTES_MAX = 64 * 1024;

/** A channel in its room: how far its device is believed to have read, and what it is owed. */
export class Member {
  readonly subscriber: Subscriber;
  /** Only a belief: where it is wrong, the device takes a delta for a poke, and pulls. */
  told = 0;
  lineage = 0;
  /** Its build holds the collections that this one thinks of, and it has said hello. */
  takesDeltas = false;
  owesPoke = false;
  nextBeatAt: number;
  nextLookAt: number;

  constructor(subscriber: Subscriber, nowMs: number) {
    this.subscriber = subscriber;
    this.nextBeatAt = nowMs;
    this.nextLookAt = nowMs;
  }

  greet({ cursor, lineage, scope }: LiveHello): void {
    this.told = cursor;
    this.lineage = lineage;
    this.takesDeltas = scope === scopeOf(this.subscriber.kind).hash;
  }

  get isSlow(): boolean {
    return this.subscriber.waitingBytes() > WAITING_BYTES_MAX;
  }

  /** Says that there is something to pull; a slow device is told later, once. */
  poke(head: number): void {
    this.owesPoke = this.isSlow;
    if (this.owesPoke) return;
    this.say({ type: 'poke', head });
    this.told = Math.max(this.told, head);
  }

  tell(delta: Delta): void {
    if (this.isSlow) this.owesPoke = true;
    if (this.owesPoke) return;
    this.subscriber.send(delta.text);
    this.told = delta.to;
  }

  say(message: LiveMessage): void {
    this.subscriber.send(JSON.stringify(message));
  }
}
