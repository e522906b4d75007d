import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import type { AppDeps } from './app-deps.ts';
import { authenticateDevice, deviceOf } from './bearer.ts';
import { HttpError } from './errors.ts';
import { errorAnswer } from './sync-schema.ts';

/** **Units** bytes. */
const BODY_MAX = 4 * 1024;

const key = (bytes: number) =>
  Type.String({
    pattern: `^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}=*$`,
    description: `${bytes} bytes as base64url`,
  });
const subscribeRequest = Type.Object({
  endpoint: Type.String({ maxLength: 1_000, description: 'an https address of the push service' }),
  keys: Type.Object({ p256dh: key(65), auth: key(16) }),
  language: Type.Enum(['fr', 'en']),
});
const unsubscribeRequest = Type.Object({
  endpoint: Type.Optional(
    Type.String({ maxLength: 1_000, description: 'lets go of it, whosever device its browser was' }),
  ),
});
const subscriptionAnswer = Type.Object({
  endpoint: Type.Union([Type.String(), Type.Null()], { description: 'where this device is written to, if it is' }),
});
const done = Type.Object({ subscribed: Type.Boolean() });
const keyAnswer = Type.Object({ public_key: Type.String({ description: 'the applicationServerKey, base64url' }) });

/** `/api/push/*` for an enrolled device: whether its browser is told of matters with the page closed (NOT-6). */
export function registerPushRoutes(app: FastifyInstance, deps: Pick<AppDeps, 'push' | 'credentials'>): void {
  const { push, credentials } = deps;
  if (!push) return;
  const around = { onRequest: authenticateDevice({ credentials }), bodyLimit: BODY_MAX };
  const described = { tags: ['devices'], security: [{ device: [] }] };
  app.route({
    method: 'GET',
    url: '/api/push/key',
    ...around,
    schema: {
      ...described,
      summary: 'What a browser subscribes with',
      response: { 200: keyAnswer, default: errorAnswer },
    },
    handler: async () => ({ public_key: push.publicKey }),
  });
  app.route({
    method: 'GET',
    url: '/api/push/subscription',
    ...around,
    schema: {
      ...described,
      summary: 'Whether this device is told, and where',
      response: { 200: subscriptionAnswer, default: errorAnswer },
    },
    handler: async (request) => ({ endpoint: (await push.desk.getAddress(deviceOf(request))) ?? null }),
  });
  app.route<{ Body: Static<typeof subscribeRequest> }>({
    method: 'POST',
    url: '/api/push/subscribe',
    ...around,
    schema: {
      ...described,
      summary: 'Tell this device of matters with the page closed',
      body: subscribeRequest,
      response: { 200: done, default: errorAnswer },
    },
    handler: async (request) => {
      const { endpoint, keys, language } = request.body;
      if (!push.isEndpoint(endpoint)) {
        throw new HttpError('bad_request', 'The endpoint must be an https address of a public push service.');
      }
      await push.desk.subscribe(deviceOf(request), { endpoint, ...keys, language });
      return { subscribed: true };
    },
  });
  app.route<{ Body: Static<typeof unsubscribeRequest> }>({
    method: 'POST',
    url: '/api/push/unsubscribe',
    ...around,
    schema: {
      ...described,
      summary: 'Tell it no more',
      body: unsubscribeRequest,
      response: { 200: done, default: errorAnswer },
    },
    handler: async (request) => {
      await push.desk.unsubscribe(deviceOf(request), request.body.endpoint);
      return { subscribed: false };
    },
  });
}
