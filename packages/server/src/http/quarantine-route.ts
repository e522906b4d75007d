import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { settleQuarantined } from '@resto360/sync/server';
import type { AppDeps } from './app-deps.ts';
import { authenticateDevice, officeOf } from './bearer.ts';
import { HttpError } from './errors.ts';
import { PATTERNS } from './patterns.ts';
import { nodeSha256 } from './sync-route.ts';
import { errorAnswer } from './sync-schema.ts';

const id = Type.String({ pattern: PATTERNS.id, description: 'the id of the quarantine row' });
const settleRequest = Type.Object({
  id,
  how: Type.Enum(['replay', 'discard', 'bring_back'], {
    description: 'bring_back: what was discarded is applied after all, or waits again where this release cannot',
  }),
  actor: Type.String({ pattern: PATTERNS.id }),
});
const settleAnswer = Type.Object({
  version: Type.Integer(),
  how: Type.Enum(['replay', 'discard', 'reopen'], { description: 'what was done; reopen: it waits again' }),
});
const bytesAnswer = Type.Object({
  id,
  install: Type.String(),
  seq: Type.Integer(),
  code: Type.Union([Type.String(), Type.Null()]),
  receivedAt: Type.Integer({ description: 'ms since 1970' }),
  body: Type.String({ description: 'the op, byte for byte as it came' }),
});

/** `/api/quarantine/*` for the office: an op that was put apart, byte for byte, and what becomes of it (SYN-19). */
export function registerQuarantineRoutes(app: FastifyInstance, deps: AppDeps): void {
  const described = { tags: ['devices'], security: [{ device: [] }] };
  app.route<{ Params: { id: string } }>({
    method: 'GET',
    url: '/api/quarantine/:id',
    onRequest: authenticateDevice(deps),
    schema: {
      ...described,
      summary: 'An op that was put apart, byte for byte',
      params: Type.Object({ id }),
      response: { 200: bytesAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const entry = await deps.store.entry(officeOf(request).restaurant, request.params.id);
      if (entry?.verdict !== 'quarantined') throw new HttpError('not_found', 'No op of this id was put apart here.');
      const { install, seq, code, receivedAt, body } = entry;
      return { id: entry.id, install, seq, code, receivedAt, body };
    },
  });
  app.route<{ Body: Static<typeof settleRequest> }>({
    method: 'POST',
    url: '/api/quarantine/settle',
    onRequest: authenticateDevice(deps),
    schema: {
      ...described,
      summary: 'Apply an op that was put apart, put it aside, or bring one back that was put aside',
      body: settleRequest,
      response: { 200: settleAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const { actor: by, ...what } = request.body;
      const { restaurant } = officeOf(request);
      const around = { store: deps.store, hash: nodeSha256, nowMs: deps.nowMs };
      const outcome = await settleQuarantined(restaurant, { ...what, by }, around);
      if (outcome.kind === 'settled') return { version: outcome.version, how: outcome.how };
      if (outcome.kind === 'not_waiting') throw new HttpError('not_found', 'No op of this id waits for that here.');
      const details = { code: outcome.code };
      throw new HttpError('still_held', 'This release cannot apply it either; it is kept as it is.', details);
    },
  });
}
