import type { FastifyInstance } from 'fastify';
import { hashSecret, sameHash } from '../enrolment/secrets.ts';
import type { AppDeps } from './app-deps.ts';
import { bearerOf } from './bearer.ts';
import { HttpError } from './errors.ts';

/** `GET /api/metrics` for whoever operates the server: there only where METRICS_TOKEN is set, and for its bearer. */
export function registerMetricsRoute(app: FastifyInstance, { metrics }: Pick<AppDeps, 'metrics'>): void {
  if (metrics === undefined) return;
  const tokenHash = hashSecret(metrics.token);
  app.route({
    method: 'GET',
    url: '/api/metrics',
    schema: { hide: true },
    handler: async (request, reply) => {
      const token = bearerOf(request);
      if (token === undefined || !sameHash(hashSecret(token), tokenHash)) {
        throw new HttpError('bad_credentials', 'Send METRICS_TOKEN: Authorization: Bearer ….');
      }
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.read());
    },
  });
}
