import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { AppDeps } from './app-deps.ts';
import { unavailable } from './errors.ts';
import { errorAnswer } from './sync-schema.ts';

const fine = Type.Object({ status: Type.Literal('ok') });

/** `/livez`: the process answers. `/readyz`: the database answers too and is migrated. */
export function registerHealthRoutes(app: FastifyInstance, deps: AppDeps): void {
  const schema = { tags: ['operation'], response: { 200: fine, default: errorAnswer } };
  app.get('/livez', { schema: { ...schema, summary: 'The process answers' } }, async () => ({ status: 'ok' }) as const);
  app.get('/readyz', { schema: { ...schema, summary: 'The database answers and is migrated' } }, async () => {
    const ready = await deps.isReady().catch(() => false);
    if (!ready) throw unavailable();
    return { status: 'ok' } as const;
  });
}
