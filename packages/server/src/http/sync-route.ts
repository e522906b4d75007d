import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { LIMITS, SERVER_INSTALL } from '@resto360/sync';
import { exchange, HistoryGate, takeInSuspense, type ApplyDeps } from '@resto360/sync/server';
import type { DeviceIdentity } from '../enrolment/credentials.ts';
import type { AppDeps } from './app-deps.ts';
import { assertOwnRestaurant, authenticateAlsoRevoked, deviceOf } from './bearer.ts';
import { HttpError } from './errors.ts';
import { ReadNotes } from './read-notes.ts';
import { errorAnswer, syncAnswer, syncRequest } from './sync-schema.ts';

type Body = Static<typeof syncRequest>;

/** SHA-256 by Node's own code. */
export const nodeSha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `POST /api/sync`: one exchange of one device, push and pull in one round trip. */
export function registerSyncRoute(app: FastifyInstance, deps: AppDeps): void {
  const notes = new ReadNotes(deps.store, deps.nowMs);
  const apply: ApplyDeps = {
    store: deps.store,
    hash: nodeSha256,
    nowMs: deps.nowMs,
    histories: new HistoryGate(),
  };
  app.route<{ Body: Body }>({
    method: 'POST',
    url: '/api/sync',
    onRequest: authenticateAlsoRevoked(deps),
    schema: {
      summary: 'Push what the cloud has not confirmed, pull what is new',
      tags: ['devices'],
      security: [{ device: [] }],
      body: syncRequest,
      response: { 200: syncAnswer, default: errorAnswer },
    },
    handler: async (request, reply) => {
      const device = deviceOf(request);
      assertOwn(device, request.body);
      await assertKnownInstalls(device, request.body, deps.store);
      assertWithinLimits(request.body, request.bodyBytes);
      if (request.isRevoked) throw new HttpError('reenrol', REVOKED, (await takeInSuspense(request.body, apply)) ?? {});
      const answer = await exchange(request.body, device, {
        ...apply,
        onUnstorable: (error, op) =>
          request.log.error({ err: error, op }, 'an op could not be stored and was put apart'),
        onHistory: (lineage) =>
          request.log.warn({ lineage }, 'a device has read what is not here: a new history began'),
        onPage: ({ to, more, head: { lineage } }) =>
          deps.hub.pulled(device.restaurant, device.install, { to, more, lineage }),
      });
      if (typeof answer !== 'string') {
        const details = answer.code === 'reset' ? { lineage: answer.lineage } : {};
        throw new HttpError(answer.code, REFUSALS[answer.code], details);
      }
      const { pull } = request.body;
      if (pull) notes.heard(device, pull.since, (err) => request.log.warn({ err }, 'a reading was not noted'));
      return reply.type('application/json; charset=utf-8').send(answer);
    },
  });
}

const REVOKED = 'This device was taken its right; what it brought is kept apart. Enrol it again. Nothing is lost.';

const REFUSALS = {
  reset: 'The history of this restaurant was restored; start again from 0 and bring back what it may have lost.',
  behind: 'This server is behind the device; ask again later.',
} as const;

function assertOwn(device: DeviceIdentity, body: Body): void {
  assertOwnRestaurant(device.restaurant, body.restaurant);
  if (body.install !== device.install) {
    throw new HttpError('wrong_restaurant', 'This token belongs to another installation.');
  }
}

// A device may carry what another one of its restaurant could not send, also one that is revoked: what happened in the
// room is never refused. An install that this restaurant never had is a mistake or a forgery (SYN-29, TEN-12), and what
// bears the server's own name only the server writes.
async function assertKnownInstalls(device: DeviceIdentity, { push }: Body, store: AppDeps['store']): Promise<void> {
  const others = push?.chains.filter(({ install }) => install !== device.install) ?? [];
  if (others.length === 0) return;
  const known = new Set((await store.devices(device.restaurant)).map(({ install }) => install));
  known.delete(SERVER_INSTALL);
  const foreign = others.find(({ install }) => !known.has(install));
  if (foreign) {
    throw new HttpError('foreign_install', 'No device of this restaurant has this installation.', {
      install: foreign.install,
    });
  }
}

function assertWithinLimits({ push }: Body, bodyBytes: number): void {
  if (!push) return;
  const ops = push.chains.reduce((sum, chain) => sum + chain.ops.length, 0);
  if (ops > LIMITS.pushOps) {
    throw new HttpError('too_large', 'Too many ops in one push.', { opsMax: LIMITS.pushOps, ops });
  }
  // The push is a part of the body: only a body beyond the limit needs to be measured.
  if (bodyBytes > LIMITS.pushBytes && Buffer.byteLength(JSON.stringify(push)) > LIMITS.pushBytes) {
    throw new HttpError('too_large', 'Too many bytes in one push.', { bytesMax: LIMITS.pushBytes });
  }
}
