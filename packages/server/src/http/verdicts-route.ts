import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { AppDeps } from './app-deps.ts';
import { assertOwnRestaurant, authenticateDevice, deviceOf } from './bearer.ts';
import { errorAnswer, verdictsAnswer, verdictsRequest } from './sync-schema.ts';

/** `POST /api/sync/verdicts`: recalls verdicts by op id; an id without one was never stored here. */
export function registerVerdictsRoute(app: FastifyInstance, deps: AppDeps): void {
  app.route<{ Body: Static<typeof verdictsRequest> }>({
    method: 'POST',
    url: '/api/sync/verdicts',
    onRequest: authenticateDevice(deps),
    schema: {
      summary: 'Recall the verdicts of ops by their ids',
      tags: ['devices'],
      security: [{ device: [] }],
      body: verdictsRequest,
      response: { 200: verdictsAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const device = deviceOf(request);
      assertOwnRestaurant(device.restaurant, request.body.restaurant);
      const verdicts = await deps.store.verdicts(device.restaurant, request.body.ids);
      return { verdicts: Object.fromEntries(verdicts) };
    },
  });
}
