import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { AppDeps } from './app-deps.ts';
import { assertOwnRestaurant, readerOf } from './bearer.ts';
import { HttpError } from './errors.ts';
import { ORDER_FIELDS, ordersDeltaAnswer, ordersDeltaQuery } from './order-schema.ts';
import { orderView, type OrderView } from './order-view.ts';
import { errorAnswer } from './sync-schema.ts';

const ORDERS_DEFAULT = 50;

/** `GET /api/orders/delta/`: what changed in orders since a version, for programs of the house. */
export function registerOrdersDeltaRoute(app: FastifyInstance, deps: AppDeps): void {
  app.route<{ Querystring: Static<typeof ordersDeltaQuery> }>({
    method: 'GET',
    url: '/api/orders/delta/',
    schema: {
      summary: 'Orders with lines and payments that changed since a version',
      description:
        'Ask with since_version=0 first, then with the version of the last answer; while `more` is true, ask again ' +
        'at once. An order comes whole whenever it or anything under it changed, so store it by its id.',
      tags: ['integrations'],
      security: [{ apiKey: [] }, { device: [] }],
      querystring: ordersDeltaQuery,
      response: { 200: ordersDeltaAnswer, default: errorAnswer },
    },
    preValidation: async (request) => {
      request.reader = await readerOf(request, deps.credentials);
    },
    handler: async (request) => {
      const { since_version: since = 0, restaurant_id: restaurant, limit = ORDERS_DEFAULT, fields } = request.query;
      assertOwnRestaurant(request.reader, restaurant);
      const pick = picker(fields);
      const delta = await deps.readOrdersDelta(restaurant, { sinceVersion: since, limit });
      if (delta.version < since) {
        throw new HttpError(
          'reset',
          'since_version lies ahead of this restaurant: its history was restored; ask from 0.',
        );
      }
      const orders = delta.orders.flatMap((tree) => orderView(tree) ?? []).map(pick);
      return { version: delta.version, more: delta.more, orders, deleted: [] };
    },
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The restaurant whose orders the caller may read. */
    reader: string;
  }
}

function picker(fields: string | undefined): (order: OrderView) => object {
  if (fields === undefined) return (order) => order;
  const names = [...new Set(['id', ...fields.split(',').map((name) => name.trim())])];
  const unknown = names.filter((name) => !ORDER_FIELDS.includes(name));
  if (unknown.length > 0) {
    throw new HttpError('bad_request', 'fields names what an order does not have.', { unknown, known: ORDER_FIELDS });
  }
  return (order) => Object.fromEntries(names.map((name) => [name, order[name]]));
}
