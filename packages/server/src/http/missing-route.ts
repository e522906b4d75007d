import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { LIMITS } from '@resto360/sync';
import { holesBetween } from '@resto360/sync/server';
import type { AppDeps } from './app-deps.ts';
import { assertOwnRestaurant, authenticateDevice, deviceOf } from './bearer.ts';
import { PATTERNS } from './patterns.ts';
import { SEQ_MAX, errorAnswer } from './sync-schema.ts';

const number = Type.Integer({ minimum: 1, maximum: SEQ_MAX });
const missingRequest = Type.Object({
  restaurant: Type.String({ pattern: PATTERNS.id }),
  install: Type.String({ pattern: PATTERNS.install, description: 'of the device that lost its data' }),
  first: number,
  last: number,
});
const missingAnswer = Type.Object({
  missing: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }), {
    description: `first and last numbers that never came; at most ${LIMITS.missingRanges} ranges`,
  }),
});

/**
 * `POST /api/sync/missing`: which numbers of a wiped installation never came (SYN-13). Any device of the restaurant may
 * ask, because the one that lost them has no token any more. An installation that nobody knows has sent nothing.
 */
export function registerMissingRoute(app: FastifyInstance, deps: AppDeps): void {
  app.route<{ Body: Static<typeof missingRequest> }>({
    method: 'POST',
    url: '/api/sync/missing',
    onRequest: authenticateDevice(deps),
    schema: {
      summary: 'Which sequence numbers of an installation never came',
      tags: ['devices'],
      security: [{ device: [] }],
      body: missingRequest,
      response: { 200: missingAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const { restaurant } = deviceOf(request);
      assertOwnRestaurant(restaurant, request.body.restaurant);
      const { install, first, last } = request.body;
      const seen = (await deps.store.devices(restaurant)).find((device) => device.install === install)?.seen ?? [];
      return { missing: holesBetween(seen, [first, last], LIMITS.missingRanges) };
    },
  });
}
