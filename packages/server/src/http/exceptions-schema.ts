import { Type, type Static } from 'typebox';
import { ExceptionKind, SUBJECTS_MAX } from '@resto360/domain';
import { PATTERNS } from './patterns.ts';

const PAGE_MAX = 200;
/** Days of which the manual share may be asked. */
const DAYS_MAX = 366;

const id = Type.String({ pattern: PATTERNS.id });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const kind = Type.Enum(Object.values(ExceptionKind));
const ms = (description: string) => Type.Integer({ description: `${description}; ms since 1970` });
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, description: 'rows; 50 unless told' }));
const restaurant = Type.String({ pattern: PATTERNS.id });

/** How exceptions are asked. */
export const exceptionsQuery = Type.Object({
  restaurant_id: restaurant,
  status: Type.Optional(Type.Enum(['open', 'ended', 'all'], { description: 'open unless told' })),
  kind: Type.Optional(kind),
  limit,
  after: Type.Optional(Type.String({ pattern: PATTERNS.id, description: '`next` of the page before' })),
});
export type ExceptionsQuery = Static<typeof exceptionsQuery>;

const exceptionSchema = Type.Object({
  id,
  kind,
  status: Type.Enum(['open', 'ended']),
  subjects: Type.Array(Type.String(), { maxItems: SUBJECTS_MAX, description: 'ids of what is concerned' }),
  order: orNull(id),
  amount_minor: orNull(Type.Integer({ description: 'minor units of the currency' })),
  first_seen_at: ms('when the server first saw it'),
  opened_at: ms('when it last opened'),
  ended_at: orNull(ms('when the server saw that it had ended')),
  end: orNull(
    Type.Object(
      {
        how: Type.Enum(['decision', 'server', 'edit', 'itself'], {
          description:
            'decision: a person decided; server: an op that was put apart was applied or discarded; edit: a price was written once more; itself: nobody had to',
        }),
        by: orNull(Type.String({ description: 'id of the person, where one decided' })),
        name: orNull(Type.String({ description: 'what the person is called' })),
        remedy: orNull(Type.String({ description: 'what was done' })),
        at: orNull(ms('when it was decided, by the clock of where it was')),
      },
      { description: 'how it ended; null while it is open' },
    ),
  ),
});

/** The answer to it. */
export const exceptionsAnswer = Type.Object({
  version: Type.Integer({
    description: 'up to which version the restaurant was looked at; a look follows a commit by seconds',
  }),
  exceptions: Type.Array(exceptionSchema),
  next: orNull(Type.String({ description: 'ask again with after=…; null at the end' })),
});

/** How conflicts are asked. */
export const conflictsQuery = Type.Object({
  restaurant_id: restaurant,
  since_version: Type.Optional(Type.Integer({ minimum: 0, description: 'the version of the answer before; 0 first' })),
  needs_person: Type.Optional(Type.Enum(['yes', 'no'])),
  limit,
});
export type ConflictsQuerystring = Static<typeof conflictsQuery>;

const side = Type.Object({
  value: Type.Unknown({ description: 'the value of the field, of any shape' }),
  install: Type.String(),
  device: orNull(Type.String({ description: 'what the device is called' })),
  by: orNull(Type.String({ description: 'id of the person; null where nobody knows' })),
  name: orNull(Type.String({ description: 'what the person is called' })),
  written_at: ms('when it was written, by the stamp'),
});

/** The answer to it. */
export const conflictsAnswer = Type.Object({
  version: Type.Integer({ description: 'send it as since_version next time' }),
  more: Type.Boolean({ description: 'ask again at once' }),
  conflicts: Type.Array(
    Type.Object({
      id,
      version: Type.Integer(),
      collection: Type.String(),
      row: id,
      field: Type.String(),
      kept: side,
      lost: side,
      rule: Type.Enum(['latest', 'settled']),
      needs_person: Type.Boolean(),
      op: id,
    }),
  ),
});

/** How the manual share is asked. */
export const shareQuery = Type.Object({
  restaurant_id: restaurant,
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: DAYS_MAX, description: 'today included; 7 unless told' })),
});
export type ShareQuery = Static<typeof shareQuery>;

/** The answer to it. */
export const shareAnswer = Type.Object({
  days: Type.Integer(),
  ops: Type.Integer({ description: 'that devices brought and that were not rejected' }),
  exceptions: Type.Integer({ description: 'seen for the first time' }),
  open: Type.Integer({ description: 'that wait for a person now' }),
  manual_share: orNull(Type.Number({ description: 'exceptions per op; null where there was no op' })),
});
