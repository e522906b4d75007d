import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { QueueDesk } from '../payments/queue-desk.ts';
import type { QueueRecord } from '../payments/queue-record.ts';
import type { AppDeps } from './app-deps.ts';
import { assertOwnRestaurant, authenticateDevice, officeOf, readerOf } from './bearer.ts';
import { HttpError } from './errors.ts';
import {
  attemptParams,
  eventsAnswer,
  queueAnswer,
  queueQuery,
  wishAnswer,
  wishRequest,
  type QueueQuerystring,
  type WishRequest,
} from './payments-schema.ts';
import { errorAnswer } from './sync-schema.ts';

const PAGE_ROWS = 50;

/** `/api/payments/queue`: what has to be processed, for programs of the house; the office may also say what becomes of it. */
export function registerPaymentsRoutes(
  app: FastifyInstance,
  deps: Pick<AppDeps, 'credentials'> & { readonly queue: QueueDesk },
): void {
  app.route<{ Querystring: QueueQuerystring }>({
    method: 'GET',
    url: '/api/payments/queue/',
    schema: {
      summary: 'Attempts to get money over a rail, the newest first',
      tags: ['integrations'],
      security: [{ apiKey: [] }, { device: [] }],
      querystring: queueQuery,
      response: { 200: queueAnswer, default: errorAnswer },
    },
    preValidation: async (request: FastifyRequest) => {
      request.reader = await readerOf(request, deps.credentials);
    },
    handler: async (request) => {
      const { restaurant_id: restaurant, limit = PAGE_ROWS, ...query } = request.query;
      assertOwnRestaurant(request.reader, restaurant);
      const found = await deps.queue.list(restaurant, { ...query, limit: limit + 1 });
      const shown = found.slice(0, limit);
      return { payments: shown.map(shownRecord), next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
  });
  app.route<{ Params: { id: string } }>({
    method: 'GET',
    url: '/api/payments/queue/:id/events',
    onRequest: authenticateDevice(deps),
    schema: {
      summary: 'What happened to an attempt',
      tags: ['devices'],
      security: [{ device: [] }],
      params: attemptParams,
      response: { 200: eventsAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const events = await deps.queue.events(officeOf(request).restaurant, request.params.id);
      return { events: events.map(({ atMs: at, ...event }) => ({ at, ...event })) };
    },
  });
  app.route<{ Params: { id: string }; Body: WishRequest }>({
    method: 'POST',
    url: '/api/payments/queue/:id/wish',
    onRequest: authenticateDevice(deps),
    schema: {
      summary: 'Try an attempt again, cancel it, or settle it by hand with a reason',
      tags: ['devices'],
      security: [{ device: [] }],
      params: attemptParams,
      body: wishRequest,
      response: { 200: wishAnswer, default: errorAnswer },
    },
    handler: async (request) => {
      const { wish, reason, actor: by } = request.body;
      const asked = { attempt: request.params.id, wish, reason, by };
      const outcome = await deps.queue.wish(officeOf(request).restaurant, asked);
      if (outcome === 'no_right')
        throw new HttpError('no_right', 'The actor is nobody of this restaurant who may answer for a payment.');
      if (outcome === 'unknown') throw new HttpError('not_found', 'There is no attempt of this id.');
      if (outcome === 'elsewhere')
        throw new HttpError('elsewhere', 'The attempt stands where this can not be done; read it again.');
      return { done: true };
    },
  });
}

const shownRecord = (record: QueueRecord) => ({
  id: record.id,
  order: record.order,
  payment: record.payment,
  type: record.kind,
  rail: record.rail,
  provider: record.provider,
  amount_minor: record.amount_minor,
  currency: record.currency,
  payer: maskedPayer(record.payer),
  reference: record.reference,
  suggested: record.suggested,
  status: record.status,
  failure: record.failure,
  accepted_minor: record.accepted_minor,
  reversed_minor: record.reversed_minor,
  operator_txn: record.operator_txn,
  fee_minor: record.fee_minor,
  retry_count: record.retry_count,
  asked_at: record.asked_at.getTime(),
  status_since: record.status_since.getTime(),
  last_retry_at: record.last_retry_at?.getTime() ?? null,
  next_retry_at: record.next_retry_at?.getTime() ?? null,
  note: record.note,
  metadata: metadataOf(record),
});

function metadataOf({ metadata: { handle, next }, provider_txn }: QueueRecord) {
  return {
    checkout_id: handle?.checkoutId ?? null,
    provider_txn: provider_txn ?? handle?.providerTxnId ?? null,
    url: next?.kind === 'open_url' ? next.url : null,
    ussd: next?.kind === 'wait' ? (next.ussd ?? null) : null,
  };
}

/** A telephone's number, enough to tell two apart (TEN-20). */
const maskedPayer = (payer: string | null): string | null =>
  payer === null ? null : `${payer.slice(0, 6)}•••${payer.slice(-2)}`;
