import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { RETRY, type Transport } from '@resto360/sync/client';
import { EventStream } from '../packages/web/src/sync/event-stream.ts';
import { retryAfterMs } from '../packages/web/src/sync/retry-after.ts';
import type { LineEvents, OpenLine, Place } from '../packages/web/src/sync/watch-line.ts';
import { ORIGIN } from './servers.ts';

/** As in the app. **Units** ms, characters. */
const EXCHANGE_MAX_MS = 60_000;
const TICKET_MAX_MS = 10_000;
const GZIP_MIN = 1_024;

/** `POST /api/sync` as the app's own transport does it, to a server that is somewhere else. */
export function chaosTransport(url: string, app: AbortSignal): Transport {
  return {
    async post(request, identity) {
      const text = JSON.stringify(request);
      const isZipped = text.length >= GZIP_MIN;
      const answer = await fetch(`${url}/api/sync`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          // What a browser asks for on a line without TLS.
          'accept-encoding': 'gzip',
          authorization: `Bearer ${identity.token}`,
          ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
        },
        body: isZipped ? gzipSync(text) : text,
        signal: AbortSignal.any([app, AbortSignal.timeout(EXCHANGE_MAX_MS)]),
      });
      const { status } = answer;
      const wish = retryAfterMs(status, answer.headers, Date.now());
      if (wish === undefined) return { status, body: (await answer.json()) as unknown };
      const body = (await answer.json().catch(() => null)) as { readonly code?: unknown } | null;
      const isOurs = typeof body?.code === 'string';
      return { status, body: null, retryAfterMs: isOurs ? wish : Math.min(wish, RETRY.unsentMaxMs) };
    },
  };
}

/** The live channel as a WebSocket: ticket, then the line. */
export function chaosSocket(url: string): OpenLine {
  return (place, on) => {
    const app = new AbortController();
    let socket: WebSocket | undefined;
    const open = async () => {
      const signal = AbortSignal.any([app.signal, AbortSignal.timeout(TICKET_MAX_MS)]);
      const answer = await post(`${url}/api/live/ticket`, place, signal);
      if (!answer.ok) return on.gone(refusal(answer));
      const { ticket } = (await answer.json()) as { ticket?: unknown };
      if (app.signal.aborted) return;
      if (typeof ticket !== 'string') return on.gone({ wasAsked: false });
      const address = `${url.replace(/^http/, 'ws')}/api/live?ticket=${encodeURIComponent(ticket)}`;
      socket = new WebSocket(address, { origin: ORIGIN, perMessageDeflate: false });
      listen(socket, place, on);
    };
    open().catch(() => on.gone({ wasAsked: false }));
    return () => {
      app.abort();
      socket?.terminate();
    };
  };
}

function listen(socket: WebSocket, { hello }: Place, on: LineEvents): void {
  socket.on('open', () => socket.send(JSON.stringify(hello)));
  socket.on('message', (data: Buffer) => on.message(data.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => on.gone({ wasAsked: true }));
}

/** The live channel as a stream of events. */
export function chaosStream(url: string): OpenLine {
  return (place, on) => {
    const shut = new AbortController();
    const ended = () => on.gone({ wasAsked: true });
    readStream(url, place, on, shut.signal).then(ended, ended);
    return () => shut.abort();
  };
}

async function readStream(url: string, place: Place, on: LineEvents, signal: AbortSignal): Promise<void> {
  const answer = await post(`${url}/api/live/events`, place, signal, JSON.stringify(place.hello));
  if (!answer.ok || !answer.body) return on.gone(refusal(answer));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const events = new EventStream();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const text of events.take(value)) on.message(text);
  }
}

function post(url: string, { identity }: Place, signal: AbortSignal, body?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${identity.token}`,
      origin: ORIGIN,
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
