import type { DeviceKind, LiveHello } from '@resto360/sync';
import { readLive, type Heard, type Identity } from '@resto360/sync/client';
import type { LineEnd } from './reconnect.ts';

/** Who listens, and what it says first. */
export type Place = { readonly identity: Pick<Identity, 'kind' | 'token'>; readonly hello: LiveHello };

/** What a line tells. */
export type LineEvents = {
  readonly message: (text: string) => void;
  /** It ended by itself. `wasAsked`: the server could be reached, so what failed is the way. **Units** ms. */
  readonly gone: (end: { readonly wasAsked: boolean; readonly retryAfterMs?: number }) => void;
};

/** Opens one line and says hello on it; the answer shuts it, after which nothing more is told. */
export type OpenLine = (place: Place, on: LineEvents) => () => void;

/** Runs something later; the answer takes it back. **Units** ms. */
export type Later = (run: () => void, delayMs: number) => () => void;

/** How long a line may be silent. **Units** ms. */
export const SILENCE = {
  /** From opening it to the first word of the server. */
  answerMs: 20_000,
  /** Two beats of a kitchen screen (5 s), of another device (20 s), and a little: then the line is half-open. */
  kitchenMs: 11_000,
  otherMs: 45_000,
} as const;

/**
 * Opens a line and listens until it ends, by itself or by silence; then it says so once, and nothing after it.
 * **Why** not wait for a WebSocket's own `close`: on a half-open line it comes after a minute or never.
 */
export function watchLine(
  open: OpenLine,
  place: Place,
  on: {
    readonly answered: () => void;
    readonly heard: (heard: Exclude<Heard, { type: 'bye' }>) => void;
    readonly ended: (end: LineEnd) => void;
  },
  later: Later,
): () => void {
  let isAnswered = false;
  let isOver = false;
  let shut = nothing;
  const close = () => {
    isOver = true;
    cancelSilence();
    shut();
  };
  const end = (how: LineEnd) => {
    if (isOver) return;
    close();
    on.ended(how);
  };
  const beSilentFor = (ms: number) => later(() => end({ isBlocked: !isAnswered }), ms);
  const message = (text: string) => {
    if (isOver) return;
    cancelSilence();
    cancelSilence = beSilentFor(silenceMsOf(place.identity.kind));
    const heard = readLive(text);
    if (heard?.type === 'bye') return end({ isBlocked: false, isBye: true, retryAfterMs: heard.retryMs });
    if (!isAnswered) {
      isAnswered = true;
      on.answered();
    }
    if (heard) on.heard(heard);
  };
  let cancelSilence = beSilentFor(SILENCE.answerMs);
  shut = open(place, {
    message,
    gone: ({ wasAsked, ...wish }) => end({ isBlocked: wasAsked && !isAnswered, ...wish }),
  });
  return close;
}

const nothing = () => {};
const silenceMsOf = (kind: DeviceKind) => (kind === 'kitchen' ? SILENCE.kitchenMs : SILENCE.otherMs);
