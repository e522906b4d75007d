import { RETRY, retryDelayMs, type ClientStore } from '@resto360/sync/client';

/** Two beats of the slower pace and a little: a channel silent for longer is half-open. **Units** ms. */
const SILENCE_MS = 45_000;

/** What the live channel tells; all of it only hints, truth is the pull. */
export type LiveEvents = {
  /** The server names a head: above what is known here, something waits. */
  readonly onHead: (head: number) => void;
  /** The channel opened or went away: the line may have changed, so ask. */
  readonly onChange: (isOpen: boolean) => void;
};

/**
 * Keeps a WebSocket to `/api/live` open while this tab leads. Where it cannot be had the loop's own pace remains.
 *
 *     ticket ──▶ open ──▶ hello ──▶ poke | beat … ──▶ bye, close or silence ──▶ pause ──▶ ticket …
 */
export function openLiveChannel(store: ClientStore, events: LiveEvents): { readonly close: () => void } {
  let socket: WebSocket | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const again = () => {
    if (closed) return;
    setTimeout(() => void connect(), retryDelayMs(failures, true, Math.random()));
    failures += 1;
  };
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket?.close(), SILENCE_MS);
  };
  const connect = async () => {
    if (closed) return;
    const place = await placeOf(store).catch(() => undefined);
    if (!place) return again();
    const opening = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live?ticket=${place.ticket}`);
    socket = opening;
    opening.addEventListener('open', () => {
      opening.send(JSON.stringify({ type: 'hello', ...place.hello }));
      failures = 0;
      listen();
      events.onChange(true);
    });
    opening.addEventListener('message', (event: MessageEvent<unknown>) => {
      listen();
      const head = headOf(event.data);
      if (head !== undefined) events.onHead(head);
    });
    opening.addEventListener('close', () => {
      clearTimeout(silence);
      events.onChange(false);
      again();
    });
  };
  void connect();
  return {
    close: () => {
      closed = true;
      clearTimeout(silence);
      socket?.close();
    },
  };
}

// A ticket opens the channel once and for a few seconds; a browser cannot send a token with a WebSocket.
async function placeOf(store: ClientStore) {
  const { identity, cursor } = await store.read(async (tx) => ({
    identity: await tx.meta('identity'),
    cursor: await tx.meta('cursor'),
  }));
  if (!identity || !cursor) return undefined;
  const answer = await fetch('/api/live/ticket', {
    method: 'POST',
    cache: 'no-store',
    credentials: 'omit',
    headers: { authorization: `Bearer ${identity.token}` },
    signal: AbortSignal.timeout(RETRY.unsentMaxMs),
  });
  const { ticket } = (await answer.json()) as { ticket?: unknown };
  if (typeof ticket !== 'string') return undefined;
  return {
    ticket: encodeURIComponent(ticket),
    hello: { cursor: cursor.cursor, lineage: cursor.lineage, scope: cursor.scope },
  };
}

function headOf(data: unknown): number | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const { head } = JSON.parse(data) as { head?: unknown };
    return typeof head === 'number' ? head : undefined;
  } catch {
    return undefined;
  }
}
