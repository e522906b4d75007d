import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { AttemptLimiter } from '../enrolment/attempt-limiter.ts';
import { normalCode } from '../enrolment/enrolment.ts';
import type { AppDeps } from './app-deps.ts';
import { authenticateDevice, deviceOf } from './bearer.ts';
import { HttpError } from './errors.ts';
import { PATTERNS } from './patterns.ts';
import { errorAnswer } from './sync-schema.ts';

const CLAIM = Type.String({
  pattern: PATTERNS.id,
  description: 'a UUID the device made and keeps: sent again, it repeats a lost answer',
});

const enrolRequest = Type.Object({
  code: Type.String({ minLength: 8, maxLength: 20, description: 'eight characters; spaces, dashes and case are free' }),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'what people call the device' })),
  restaurant: Type.Optional(
    Type.String({
      pattern: PATTERNS.id,
      description:
        'where a device that enrols again belongs; a code of another restaurant is then refused and not spent',
    }),
  ),
  claim: CLAIM,
});

const enrolAnswer = Type.Object({
  restaurant: Type.Object({ id: Type.String(), name: Type.String(), slug: Type.String(), currency: Type.String() }),
  device_id: Type.String(),
  install: Type.String(),
  series: Type.String({ description: 'what the numbers of its receipts begin with' }),
  kind: Type.Enum(['pos', 'kitchen', 'office']),
  token: Type.String({ description: 'send it as Authorization: Bearer …; shown once' }),
  lineage: Type.Integer(),
  scope: Type.Object({ hash: Type.String(), collections: Type.Array(Type.String()) }),
});

/** `POST /api/devices/copy`: a tablet that was told of a fork gets an install and a series of its own (SYN-12). */
export function registerCopyRoute(app: FastifyInstance, deps: Pick<AppDeps, 'credentials' | 'enrolCopy'>): void {
  app.route<{ Body: { claim: string } }>({
    method: 'POST',
    url: '/api/devices/copy',
    onRequest: authenticateDevice(deps),
    schema: {
      summary: 'Become a device of its own, after `fork: true`',
      description: 'A cloned or restored tablet keeps all its ops and goes on under a new install; a few times a day.',
      tags: ['devices'],
      security: [{ device: [] }],
      body: Type.Object({ claim: CLAIM }),
      response: { 200: enrolAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const answer = await deps.enrolCopy(deviceOf(request), request.body.claim);
      if (answer) return answer;
      throw new HttpError(
        'too_many_tries',
        'This device asked for too many copies today; enrol it with a code.',
        {},
        3_600,
      );
    },
  });
}

/** `POST /api/devices/enrol`: a one-time code becomes a device with its token (TEN-13). */
export function registerEnrolRoute(app: FastifyInstance, deps: AppDeps): void {
  const attempts = new AttemptLimiter(deps.nowMs);
  app.route<{ Body: Static<typeof enrolRequest> }>({
    method: 'POST',
    url: '/api/devices/enrol',
    schema: {
      summary: 'Enrol a device with a one-time code',
      description: 'A code is good for ten minutes, five tries and one device. `resto360 enrol-code` makes one.',
      tags: ['devices'],
      body: enrolRequest,
      response: { 200: enrolAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const waitMs = attempts.waitMs(request.ip);
      if (waitMs > 0) {
        const seconds = Math.ceil(waitMs / 1_000);
        throw new HttpError('too_many_tries', 'Too many wrong codes from here; wait a little.', {}, seconds);
      }
      const { name, claim, restaurant } = request.body;
      const code = normalCode(request.body.code);
      const own = { ...(name ? { name } : {}), ...(restaurant === undefined ? {} : { restaurant }) };
      const answer = code === undefined ? undefined : await deps.enrol({ code, claim, ...own });
      if (answer?.ok) return answer.value;
      if (answer?.error === 'other_restaurant') {
        throw new HttpError('wrong_restaurant', 'This code belongs to another restaurant; it was not used.');
      }
      attempts.failed(request.ip);
      throw new HttpError('bad_code', 'This code is wrong, used or older than ten minutes; ask for a new one.');
    },
  });
}
