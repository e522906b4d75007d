import type { Heard } from '@resto360/sync/client';
import { Reconnect, type LineEnd, type LineKind } from './reconnect.ts';
import { watchLine, type Later, type OpenLine, type Place } from './watch-line.ts';

/** What the live channel tells; all of it only hints, truth is the pull. */
export type LiveEvents = {
  /** The server names a head: above what is known here, something waits. */
  readonly onHead: (head: number) => void;
  /** The server sent what is new up to a head: the device takes it, or it waits there to be pulled. */
  readonly onDelta: (delta: unknown, head: number) => void;
  /** The channel is open, or went away: either way something may have been missed, so ask. */
  readonly onChange: (isOpen: boolean) => void;
};

/** What the channel needs from outside; nothing else makes it move, so that a test drives it with its own clock. */
export type LiveChannelDeps = LiveEvents & {
  /** Who listens and how far it has read; undefined before enrolment. */
  readonly placeOf: () => Promise<Place | undefined>;
  readonly lines: Readonly<Record<LineKind, OpenLine>>;
  readonly dice: () => number;
  readonly later: Later;
};

/** A stream is given up after so long for another try of a WebSocket, which costs both sides less. **Units** ms. */
export const STREAM_MS = 15 * 60_000;

/**
 * Hears the server while this tab leads. Where no line can be had, the loop's own pace remains (SYN-28).
 *
 *     place ──▶ line, hello ──▶ answered: open ──▶ delta | poke | beat … ──▶ bye, end, silence ──▶ pause ──▶ place …
 *                     └── no word, or ended before one ──▶ pause ──▶ the same way, or the other ──▶ …
 */
export class LiveChannel {
  readonly #deps: LiveChannelDeps;
  readonly #reconnect = new Reconnect();
  #isStopped = false;
  #isOpen = false;
  /** Shuts the line, or takes back the pause. */
  #drop: () => void = () => undefined;
  #hasLine = false;
  /** In a pause that the server did not ask for. */
  #mayHurry = false;

  constructor(deps: LiveChannelDeps) {
    this.#deps = deps;
  }

  /** Opens a line, and another one whenever it ends. */
  async start(): Promise<void> {
    this.#mayHurry = false;
    const kind = this.#reconnect.next;
    const place = await this.#deps.placeOf().catch(() => undefined);
    if (this.#isStopped) return;
    if (place) this.#open(kind, place);
    else this.#pause(kind, { isBlocked: false });
  }

  /** Ends a pause: the line is said to be back, or the page is seen again. One that the server asked for stays. */
  hurry(): void {
    if (this.#isStopped || !this.#mayHurry) return;
    this.#drop();
    void this.start();
  }

  /** Shuts the line, however well it looks, and opens another. A pause that the server asked for stays. */
  renew(): void {
    if (this.#isStopped || !(this.#hasLine || this.#mayHurry)) return;
    this.#drop();
    this.#hasLine = false;
    if (this.#isOpen) this.#change(false);
    void this.start();
  }

  /** Another tab took over. */
  stop(): void {
    this.#isStopped = true;
    this.#drop();
  }

  #open(kind: LineKind, place: Place): void {
    const { lines, later } = this.#deps;
    const answered = () => {
      this.#reconnect.answered(kind);
      this.#change(true);
    };
    const ended = (end: LineEnd) => {
      cancelLimit();
      this.#pause(kind, end);
      if (this.#isOpen) this.#change(false);
    };
    const heard = (what: Exclude<Heard, { type: 'bye' }>) => this.#tell(what);
    const give = () => {
      close();
      ended({ isBlocked: false });
    };
    this.#hasLine = true;
    const cancelLimit = kind === 'stream' ? later(give, STREAM_MS) : () => {};
    const close = watchLine(lines[kind], place, { answered, heard, ended }, later);
    this.#drop = () => {
      cancelLimit();
      close();
    };
  }

  #tell(heard: Exclude<Heard, { type: 'bye' }>): void {
    if (heard.type === 'head') this.#deps.onHead(heard.head);
    else this.#deps.onDelta(heard.delta, heard.head);
  }

  #pause(kind: LineKind, end: LineEnd): void {
    this.#hasLine = false;
    this.#mayHurry = end.retryAfterMs === undefined;
    const pauseMs = this.#reconnect.lost(kind, end, this.#deps.dice());
    this.#drop = this.#deps.later(() => void this.start(), pauseMs);
  }

  #change(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#deps.onChange(isOpen);
  }
}
