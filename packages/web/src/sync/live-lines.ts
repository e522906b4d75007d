import { EventStream } from './event-stream.ts';
import { retryAfterMs } from './retry-after.ts';
import type { LineEvents, OpenLine, Place } from './watch-line.ts';

/** How long the server may take to give a ticket. **Units** ms. */
const TICKET_MAX_MS = 10_000;

/** A WebSocket to `/api/live`. A browser can't send a token with it, so a ticket comes first (TEN-17). */
export const socketLine: OpenLine = (place, on) => {
  let socket: WebSocket | undefined;
  let isShut = false;
  const open = async () => {
    const answer = await post('/api/live/ticket', place, AbortSignal.timeout(TICKET_MAX_MS));
    if (!answer.ok) return on.gone(refusal(answer));
    const { ticket } = (await answer.json()) as { ticket?: unknown };
    if (isShut) return;
    if (typeof ticket !== 'string') return on.gone({ wasAsked: false });
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live?ticket=${encodeURIComponent(ticket)}`);
    listen(socket, place, on);
  };
  open().catch(() => on.gone({ wasAsked: false }));
  return () => {
    isShut = true;
    socket?.close();
  };
};

function listen(socket: WebSocket, { hello }: Place, on: LineEvents): void {
  socket.addEventListener('open', () => socket.send(JSON.stringify(hello)));
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') on.message(data);
  });
  socket.addEventListener('close', () => on.gone({ wasAsked: true }));
}

/** The same over `POST /api/live/events`: an answer that goes on for as long as the server has something to say. */
export const streamLine: OpenLine = (place, on) => {
  const shut = new AbortController();
  readStream(place, on, shut.signal).then(
    () => on.gone({ wasAsked: true }),
    () => on.gone({ wasAsked: true }),
  );
  return () => shut.abort();
};

async function readStream(place: Place, on: LineEvents, signal: AbortSignal): Promise<void> {
  const answer = await post('/api/live/events', place, signal, JSON.stringify(place.hello));
  if (!answer.ok || !answer.body) return on.gone(refusal(answer));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const events = new EventStream();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const text of events.take(value)) on.message(text);
  }
}

function post(path: string, { identity }: Place, signal: AbortSignal, body?: string): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    cache: 'no-store',
    credentials: 'omit',
    headers: {
      authorization: `Bearer ${identity.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    signal,
  });
}

function refusal({ status, headers }: Response): { readonly wasAsked: boolean; readonly retryAfterMs?: number } {
  const wish = retryAfterMs(status, headers, Date.now());
  return { wasAsked: false, ...(wish === undefined ? {} : { retryAfterMs: wish }) };
}
