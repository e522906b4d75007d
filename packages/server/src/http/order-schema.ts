import { Type, type TSchema } from 'typebox';
import {
  AttemptState,
  attemptRefunds,
  orderLines,
  orders,
  payments,
  refunds,
  type Collection,
  type Shape,
} from '@resto360/domain';
import { PATTERNS } from './patterns.ts';
import { snake } from './snake-case.ts';
import { typeboxOf } from './typebox-of-shape.ts';

const amount = Type.Integer({ description: "minor units of the order's currency" });
const count = Type.Integer({ minimum: 0 });

/** One order of the delta; its members follow the domain's own schema. */
const orderSchema = Type.Object({
  ...fieldsOf(orders),
  version: Type.Integer({ description: 'the version at which the order or something under it last changed' }),
  gross_minor: amount,
  discount_minor: amount,
  service_minor: amount,
  tax_included_minor: amount,
  tax_on_top_minor: amount,
  rounding_minor: amount,
  total_minor: amount,
  captured_minor: Type.Integer({ description: 'cash and its like, and what a read of a provider has proven' }),
  declared_minor: Type.Integer({
    description: 'claims that nothing has proven yet: they cover an order and do not pay it',
  }),
  refunded_minor: amount,
  awaited_back_minor: Type.Integer({ description: 'asked to go back over rails, not proven yet; minor units' }),
  paid_minor: Type.Integer({ description: 'captured less refunded' }),
  due_minor: Type.Integer({
    description:
      'of this order alone. A part of a merged order (`merged_into`, `closed_with`) may show a due that its root has paid: add them up',
  }),
  lines: Type.Array(
    Type.Object({
      ...fieldsOf(orderLines),
      voided_quantity: count,
      gross_minor: amount,
      net_minor: amount,
      tax_minor: amount,
    }),
  ),
  payments: Type.Array(Type.Object(fieldsOf(payments))),
  refunds: Type.Array(Type.Object(fieldsOf(refunds)), {
    description: 'money that went back; one that `reverses` another says that the guest gave it back again',
  }),
  attempts: Type.Array(
    Type.Object({
      id: Type.String({ pattern: PATTERNS.id }),
      order: Type.String({ pattern: PATTERNS.id }),
      payment: Type.String({ pattern: PATTERNS.id }),
      rail: Type.String(),
      amount_minor: amount,
      is_claim: Type.Boolean({ description: 'a reference that a guest showed' }),
      reference: Type.Union([Type.String(), Type.Null()]),
      state: Type.Enum(Object.values(AttemptState)),
      captured_minor: amount,
      declared_minor: amount,
      refunded_minor: amount,
      kept_minor: Type.Integer({ description: 'what the house has of its money, counted or late; minor units' }),
      awaited_back_minor: amount,
      failure: Type.Union([Type.String(), Type.Null()]),
      operator_txn: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'tries to get money over a rail' },
  ),
  attempt_refunds: Type.Array(
    Type.Object({
      ...fieldsOf(attemptRefunds),
      state: Type.Union([Type.Enum(Object.values(AttemptState)), Type.Null()]),
      failure: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'money of attempts that goes back: in cash at once, over a rail when its state says so' },
  ),
  last_modified_by: Type.Object(
    { install: Type.String(), name: Type.Union([Type.String(), Type.Null()]) },
    { description: 'the device of the newest write' },
  ),
  conflict_resolved: Type.Boolean({ description: 'two people wrote one field at once, and a rule decided' }),
});

/** What `fields` may name. */
export const ORDER_FIELDS: readonly string[] = Object.keys(orderSchema.properties);

/** What the delta answers. With `fields`, orders hold only the named members and their id. */
export const ordersDeltaAnswer = Type.Object({
  version: Type.Integer({ description: 'what to send as since_version next time' }),
  more: Type.Boolean({ description: 'ask again at once' }),
  orders: Type.Array(Type.Partial(orderSchema)),
  deleted: Type.Array(Type.String(), { description: 'always empty: an order is never deleted' }),
});

const ORDERS_MAX = 200;

/** How the delta is asked. */
export const ordersDeltaQuery = Type.Object({
  since_version: Type.Optional(Type.Integer({ minimum: 0, description: 'the version of the answer before; 0 first' })),
  restaurant_id: Type.String({ pattern: PATTERNS.id }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ORDERS_MAX, description: 'orders; 50 unless told' })),
  fields: Type.Optional(Type.String({ maxLength: 1_000, description: 'names of members, separated by commas' })),
});

function fieldsOf(collection: { readonly fields: Collection['fields'] }): Record<string, TSchema> {
  const fields = Object.entries(collection.fields).filter(([name]) => name !== 'born');
  const shown = fields.map(([name, { shape }]) => [snake(name), shownAs(shape)] as const);
  return { id: Type.String({ pattern: PATTERNS.id }), ...Object.fromEntries(shown) };
}

/** A status is shown by its rank alone, an object inside with its names in snake_case. */
function shownAs(shape: Shape): TSchema {
  if (shape.kind === 'status') return typeboxOf({ kind: 'oneOf', values: shape.ranks });
  if (shape.kind === 'list') return Type.Array(shownAs(shape.of));
  if (shape.kind === 'either') return Type.Union([shownAs(shape.of), shownAs(shape.before)]);
  if (shape.kind !== 'record') return typeboxOf(shape);
  return Type.Object(Object.fromEntries(Object.entries(shape.fields).map(([name, of]) => [snake(name), shownAs(of)])));
}
