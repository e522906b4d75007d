import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import { readStamp, type Install, type Mark } from '@resto360/domain';
import type { ConflictsPage, ReadConflict, ReadNotice } from '../exceptions/exception-reader.ts';
import type { AppDeps } from './app-deps.ts';
import { assertOwnRestaurant, readerOf } from './bearer.ts';
import {
  conflictsAnswer,
  conflictsQuery,
  exceptionsAnswer,
  exceptionsQuery,
  shareAnswer,
  shareQuery,
  type ConflictsQuerystring,
  type ExceptionsQuery,
  type ShareQuery,
} from './exceptions-schema.ts';
import { HttpError } from './errors.ts';
import { errorAnswer } from './sync-schema.ts';

const PAGE_ROWS = 50;
const SHARE_DAYS = 7;

/** `/api/exceptions/*` and `/api/conflicts/`: what is odd, for programs of the house and its devices (NOT-2). */
export function registerExceptionsRoutes(
  app: FastifyInstance,
  deps: Pick<AppDeps, 'exceptions' | 'credentials'>,
): void {
  const preValidation = async (request: FastifyRequest) => {
    request.reader = await readerOf(request, deps.credentials);
  };
  app.route<{ Querystring: ExceptionsQuery }>({
    method: 'GET',
    url: '/api/exceptions/',
    schema: described('What a person should look at, or should have looked at', exceptionsQuery, exceptionsAnswer),
    preValidation,
    handler: async (request) => {
      const { restaurant_id: restaurant, status = 'open', limit = PAGE_ROWS, kind, after } = request.query;
      assertOwnRestaurant(request.reader, restaurant);
      const page = await deps.exceptions.notices(restaurant, { status, kind, limit, after });
      const next = page.more ? (page.notices.at(-1)?.id ?? null) : null;
      return { version: page.version, exceptions: page.notices.map(shownNotice), next };
    },
  });
  app.route<{ Querystring: ShareQuery }>({
    method: 'GET',
    url: '/api/exceptions/share/',
    schema: described('How often a person was needed in the last days', shareQuery, shareAnswer),
    preValidation,
    handler: async (request) => {
      const { restaurant_id: restaurant, days = SHARE_DAYS } = request.query;
      assertOwnRestaurant(request.reader, restaurant);
      const { opened, share, ...rest } = await deps.exceptions.share(restaurant, days);
      return { ...rest, exceptions: opened, manual_share: share };
    },
  });
  app.route<{ Querystring: ConflictsQuerystring }>({
    method: 'GET',
    url: '/api/conflicts/',
    schema: described('Fields that two people wrote without knowing of each other', conflictsQuery, conflictsAnswer),
    preValidation,
    handler: async (request) => {
      const { restaurant_id: restaurant, since_version: sinceVersion = 0, limit = PAGE_ROWS } = request.query;
      assertOwnRestaurant(request.reader, restaurant);
      const query = { sinceVersion, needsPerson: request.query.needs_person, limit };
      const { conflicts, names, people, ...page } = await deps.exceptions.conflicts(restaurant, query);
      if (page.version < sinceVersion) {
        throw new HttpError(
          'reset',
          'since_version lies ahead of this restaurant: its history was restored; ask from 0.',
        );
      }
      return { ...page, conflicts: conflicts.map((one) => shownConflict(one, { names, people })) };
    },
  });
}

function described(summary: string, querystring: object, answer: object): FastifySchema {
  return {
    summary,
    tags: ['integrations'],
    security: [{ apiKey: [] }, { device: [] }],
    querystring,
    response: { 200: answer, default: errorAnswer },
  };
}

const shownNotice = ({ amountMinor, firstSeenAt, openedAt, endedAt, ...rest }: ReadNotice) => ({
  ...rest,
  status: endedAt === null ? 'open' : 'ended',
  amount_minor: amountMinor,
  first_seen_at: firstSeenAt,
  opened_at: openedAt,
  ended_at: endedAt,
});

function shownConflict(one: ReadConflict, { names, people }: Pick<ConflictsPage, 'names' | 'people'>) {
  const { id, version, collection, row, field, rule, op } = one;
  const side = (json: string, install: Install, by: string | null, mark: Mark) => ({
    value: JSON.parse(json) as unknown,
    install,
    device: names.get(install) ?? null,
    by,
    name: people.get(by ?? '') ?? null,
    written_at: readStamp(mark.replace('~', '')).ms,
  });
  const kept = side(one.keptJson, one.keptBy, one.keptActor, one.keptMark);
  const lost = side(one.lostJson, one.lostBy, one.lostActor, one.lostMark);
  return { id, version, collection, row, field, kept, lost, rule, needs_person: one.needsPerson === 'yes', op };
}
