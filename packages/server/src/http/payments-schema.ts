import { Type, type Static } from 'typebox';
import { ATTEMPT_WISHES, AttemptState } from '@resto360/domain';
import { QUEUE_GROUPS, type QueueGroup } from '../payments/queue-desk.ts';
import { PATTERNS } from './patterns.ts';

const id = Type.String({ pattern: PATTERNS.id });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const ms = (description: string) => Type.Integer({ description: `${description}; ms since 1970` });
const PAGE_MAX = 200;

/** How the queue is asked. */
export const queueQuery = Type.Object({
  restaurant_id: id,
  group: Type.Optional(
    Type.Enum(Object.keys(QUEUE_GROUPS) as QueueGroup[], {
      description: 'open: moves by itself; person: waits for one; paid; none: brought no money',
    }),
  ),
  status: Type.Optional(Type.Enum(Object.values(AttemptState))),
  rail: Type.Optional(Type.String({ maxLength: 40 })),
  kind: Type.Optional(Type.Enum(['push', 'checkout', 'claim', 'refund'])),
  order: Type.Optional(id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, description: 'rows; 50 unless told' })),
  after: Type.Optional(Type.String({ pattern: PATTERNS.id, description: '`next` of the page before' })),
});
export type QueueQuerystring = Static<typeof queueQuery>;

const queued = Type.Object({
  id: Type.String({ description: 'of the attempt, as the till that asked gave it' }),
  order: id,
  payment: id,
  type: Type.Enum(['push', 'checkout', 'claim', 'refund']),
  rail: Type.String(),
  provider: Type.String(),
  amount_minor: Type.Integer({ description: 'minor units of the currency' }),
  currency: Type.String(),
  payer: orNull(Type.String({ description: 'the telephone, but for its middle' })),
  reference: orNull(Type.String()),
  suggested: orNull(
    Type.String({
      description: 'of a claim that stands nowhere: the one receipt that was likely meant; take_suggested',
    }),
  ),
  status: Type.Enum(Object.values(AttemptState)),
  failure: orNull(Type.String()),
  accepted_minor: Type.Integer({ description: 'what the provider says came' }),
  reversed_minor: Type.Integer({ description: 'what the operator took back since' }),
  operator_txn: orNull(Type.String()),
  fee_minor: orNull(Type.Integer()),
  retry_count: Type.Integer({ description: 'tries since it came into its status' }),
  asked_at: ms('when the till asked'),
  status_since: ms('since when it stands there'),
  last_retry_at: orNull(ms('the last try')),
  next_retry_at: orNull(ms('the next one; null: none by itself')),
  note: orNull(Type.String({ description: 'what the last try told' })),
  metadata: Type.Object(
    {
      checkout_id: orNull(Type.String()),
      provider_txn: orNull(Type.String()),
      url: orNull(Type.String({ description: 'the page on which the customer pays' })),
      ussd: orNull(Type.String({ description: 'what the customer dials' })),
    },
    { description: 'what the provider gave: ids by which it knows the money, and what the customer is shown' },
  ),
});
export const queueAnswer = Type.Object({
  payments: Type.Array(queued),
  next: orNull(Type.String({ description: 'ask again with after=…; null at the end' })),
});

export const attemptParams = Type.Object({ id });
export const eventsAnswer = Type.Object({
  events: Type.Array(
    Type.Object({ at: ms('when'), call: Type.String(), told: Type.String(), from: Type.String(), to: Type.String() }),
  ),
});

/** What the office wants of an attempt. */
export const wishRequest = Type.Object({
  wish: Type.Enum(ATTEMPT_WISHES.filter((wish) => wish !== 'replaced')),
  reason: Type.String({ minLength: 1, maxLength: 120 }),
  actor: Type.String({
    pattern: PATTERNS.id,
    description: 'who of the staff wants it; must have the right to answer for payments',
  }),
});
export type WishRequest = Static<typeof wishRequest>;
export const wishAnswer = Type.Object({ done: Type.Literal(true) });
