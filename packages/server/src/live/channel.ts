import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { WebSocket } from 'ws';
import type { AppDeps } from '../http/app-deps.ts';
import { authenticateDevice } from '../http/bearer.ts';
import { HttpError } from '../http/errors.ts';
import { errorAnswer } from '../http/sync-schema.ts';
import { registerEventsRoute } from './events-route.ts';
import { guestOf } from './guest.ts';
import type { Seat } from './live-hub.ts';
import { readHello } from './messages.ts';
import { assertOwnOrigin } from './own-origins.ts';
import { type Guest, TICKET_MS } from './tickets.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the ticket of a live channel was given to. */
    guest: Guest | null;
  }
}

const FRAME_BYTES_MAX = 64 * 1024;
const HELLO_MS = 10_000;
/** How long a closing server waits for a device's good-bye. */
const LAST_WORDS_MS = 1_000;
const PING_MS = 30_000;
const CLOSE_GOING_AWAY = 1001;
const CLOSE_POLICY = 1008;

/**
 * The live channel: `POST /api/live/ticket`, then `GET /api/live?ticket=…` as WebSocket; where none can be had,
 * `POST /api/live/events` (SYN-28, TEN-17).
 */
export async function registerLiveChannel(app: FastifyInstance, deps: AppDeps): Promise<void> {
  app.decorateRequest('guest', null);
  await app.register(websocket, {
    options: { maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false },
    // An oversize or broken frame: ws itself says why and closes.
    errorHandler: (error, _socket, request) => request.log.info({ err: error }, 'live channel broken'),
    preClose: (done) => {
      deps.hub.drain();
      closeAll(app.websocketServer.clients);
      app.websocketServer.close();
      done();
    },
  });
  registerTicketRoute(app, deps);
  registerEventsRoute(app, deps);
  const preValidation = async (request: FastifyRequest) => admit(request, deps);
  app.get('/api/live', { websocket: true, preValidation }, (socket, request) => {
    if (request.guest) serve(socket, request.guest, deps);
  });
}

/** Whoever has not said hello yet goes too, and a tablet that has left without a word does not hold up the rest. */
function closeAll(sockets: ReadonlySet<WebSocket>): void {
  for (const socket of sockets) socket.close(CLOSE_GOING_AWAY, 'bye');
  setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, LAST_WORDS_MS).unref();
}

function registerTicketRoute(app: FastifyInstance, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/live/ticket',
    onRequest: authenticateDevice(deps),
    schema: {
      summary: 'A ticket that opens the live channel once, within 30 s: GET /api/live?ticket=… as WebSocket',
      description:
        'The device says {"type":"hello","cursor":…,"lineage":…,"scope":"…"}; the server answers with a beat or a poke, ' +
        'and from then on says {"type":"delta","lineage":…,"at":…,"scope":"…","from":…,"to":…,"rows":{…}} with what is ' +
        'new where that is little, {"type":"poke","head":…} when there is something to pull, {"type":"beat","head":…} ' +
        'every 5 s (kitchen) or 20 s, and {"type":"bye","retryMs":…} before it goes.',
      tags: ['devices'],
      security: [{ device: [] }],
      response: {
        200: Type.Object({ ticket: Type.String(), expires_in_ms: Type.Integer() }),
        default: errorAnswer,
      },
    },
    handler: async (request) => ({
      ticket: deps.tickets.issue(guestOf(request, deps.credentials)),
      expires_in_ms: TICKET_MS,
    }),
  });
}

function admit(request: FastifyRequest, deps: AppDeps): void {
  if (!request.ws) throw new HttpError('not_found', 'The live channel is opened as a WebSocket.');
  // The ticket is spent whatever the origin.
  const { ticket } = request.query as Readonly<Record<string, unknown>>;
  const guest = typeof ticket === 'string' ? deps.tickets.take(ticket) : undefined;
  assertOwnOrigin(request, deps.origins());
  if (!guest) throw new HttpError('bad_ticket', 'The ticket is unknown, used or older than 30 s: ask for another.');
  request.guest = guest;
}

function serve(socket: WebSocket, { device, isWelcome }: Guest, deps: AppDeps): void {
  let seat: Seat | undefined;
  const deadline = setTimeout(() => socket.close(CLOSE_POLICY, 'no hello'), HELLO_MS);
  const stopPinging = pingWhileIdle(socket);
  socket.on('message', (data, isBinary) => {
    const hello = isBinary ? undefined : readHello(textOf(data));
    if (!hello) return socket.close(CLOSE_POLICY, 'say hello');
    clearTimeout(deadline);
    seat ??= deps.hub.join(device.restaurant, {
      kind: device.kind,
      install: device.install,
      send: (text) => socket.send(text),
      waitingBytes: () => socket.bufferedAmount,
      isWelcome,
      close: () => socket.close(CLOSE_GOING_AWAY, 'bye'),
    });
    // The store is away: the device comes again, and asks at its own pace meanwhile.
    seat.greet(hello).catch(() => socket.close(CLOSE_GOING_AWAY, 'try again'));
  });
  socket.on('close', () => {
    clearTimeout(deadline);
    stopPinging();
    seat?.leave();
  });
}

/** A half-open line is noticed after two pings. */
function pingWhileIdle(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  return () => clearInterval(timer);
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
