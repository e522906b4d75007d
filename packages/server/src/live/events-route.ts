import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { AppDeps } from '../http/app-deps.ts';
import { authenticateDevice } from '../http/bearer.ts';
import { errorAnswer } from '../http/sync-schema.ts';
import { guestOf } from './guest.ts';
import type { Subscriber } from './member.ts';
import { assertOwnOrigin } from './own-origins.ts';
import type { Guest } from './tickets.ts';

/** How long a stream that was ended may take to go out. */
const LAST_WORDS_MS = 1_000;

const count = Type.Integer({ minimum: 0 });
const helloBody = Type.Object({
  type: Type.Literal('hello'),
  cursor: count,
  lineage: count,
  scope: Type.String({ maxLength: 64 }),
});

/**
 * `POST /api/live/events`: the live channel as a stream of events, for networks that let no WebSocket through. The
 * hello is the body and the messages are the same.
 * **Why** POST and not an EventSource: the token travels in the head as in any other call, so no ticket is needed and
 * nothing stands in an address; and a page of another origin can't send that head without being asked first.
 * **Why** `connection: close`: on its end the connection goes too, and holds up no server that stops.
 */
export function registerEventsRoute(app: FastifyInstance, deps: AppDeps): void {
  app.route<{ Body: Static<typeof helloBody> }>({
    method: 'POST',
    url: '/api/live/events',
    onRequest: authenticateDevice(deps),
    preValidation: async (request) => assertOwnOrigin(request, deps.origins()),
    schema: {
      summary: 'The live channel as text/event-stream, where no WebSocket can be had',
      description: 'The body is the hello; each event is a message as over the WebSocket: see /api/live/ticket.',
      tags: ['devices'],
      security: [{ device: [] }],
      body: helloBody,
      response: { 200: Type.String({ description: 'text/event-stream' }), default: errorAnswer },
    },
    handler: async (request, reply) => {
      const guest = guestOf(request, deps.credentials);
      openStream(reply);
      serve(reply, guest, request, deps);
    },
  });
}

function openStream(reply: FastifyReply): void {
  reply.headers({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.flushHeaders();
}

function serve(
  { raw }: FastifyReply,
  { device, isWelcome }: Guest,
  request: FastifyRequest<{ Body: Static<typeof helloBody> }>,
  deps: AppDeps,
): void {
  const close = () => {
    raw.end();
    setTimeout(() => raw.destroy(), LAST_WORDS_MS).unref();
  };
  const subscriber: Subscriber = {
    kind: device.kind,
    install: device.install,
    send: (text) => void (raw.writableEnded || raw.write(`data: ${text}\n\n`)),
    waitingBytes: () => raw.writableLength,
    isWelcome,
    close,
  };
  const seat = deps.hub.join(device.restaurant, subscriber);
  raw.on('close', seat.leave);
  // Gone while it was let in: its close was told before anybody listened.
  if (raw.destroyed) return seat.leave();
  raw.on('error', (error) => request.log.info({ err: error }, 'live channel broken'));
  // The store is away: the device comes again, and asks at its own pace meanwhile.
  seat.greet(request.body).catch(close);
}
