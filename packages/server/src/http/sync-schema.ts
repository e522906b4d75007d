import { Type } from 'typebox';
import { LIMITS } from '@resto360/sync';
import { PATTERNS } from './patterns.ts';

const id = Type.String({ pattern: PATTERNS.id, description: 'UUID, lower case' });
const install = Type.String({ pattern: PATTERNS.install, description: 'given at enrolment' });
/** The highest sequence number. */
export const SEQ_MAX = LIMITS.seqMax;

// Of an op only the id is asked here: everything else is judged by the write path and answered by a verdict, because a
// bad op must never block the queue behind it (SYN-19).
const op = Type.Object(
  { id },
  {
    additionalProperties: true,
    description:
      'One business action: {id, stamp, kind, actor, base, schema, changes: [[collection, row id, fields], …]}. ' +
      'The fields of each collection stand under components.schemas. A body that cannot be applied is quarantined.',
  },
);

const chain = Type.Object({
  install,
  seq: Type.Integer({ minimum: 1, maximum: SEQ_MAX, description: 'sequence number of the first op' }),
  prev: Type.String({ pattern: PATTERNS.hash, description: 'link hash before the first op' }),
  sig: Type.Union([Type.String({ maxLength: 500 }), Type.Null()]),
  ops: Type.Array(op),
  lineage: Type.Optional(
    Type.Integer({ minimum: 1, description: "the history that the ops' base speaks of, where it is a former one" }),
  ),
  effective: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: 40 }), {
      description: 'stamps that a former history had given, by op id',
    }),
  ),
});

const pull = Type.Object({
  since: Type.Integer({ minimum: 0 }),
  scope: Type.String({ maxLength: 64 }),
  limit: Type.Integer({ minimum: 1, description: `rows; at most ${LIMITS.pageRows} are given` }),
  own: Type.Optional(
    Type.Boolean({
      description: 'the rows that this push makes may be left out of the page: the device makes them itself',
    }),
  ),
  floor: Type.Optional(
    Type.Integer({ minimum: 0, description: 'the version up to which this device let go of closed orders' }),
  ),
  fresh: Type.Optional(
    Type.Boolean({ description: 'the device holds no row of what it asks for: old closed orders may stay away' }),
  ),
  part: Type.Optional(
    Type.Object(
      {
        collections: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 }),
        since: Type.Integer({ minimum: 0 }),
      },
      { description: 'collections that are read again from there on, while `since` stands still' },
    ),
  ),
  digest: Type.Optional(Type.Boolean({ description: 'asks for count and check of what the device must hold then' })),
});

/** The envelope of one exchange; unknown members are ignored, so that a newer client may still push (SYN-26). */
export const syncRequest = Type.Object({
  restaurant: id,
  install,
  lineage: Type.Integer({ minimum: 0 }),
  sentAt: Type.Number({ description: "the device's clock, ms since 1970; only measured, never a reason to refuse" }),
  push: Type.Optional(Type.Object({ chains: Type.Array(chain, { maxItems: LIMITS.pushOps }) })),
  pull: Type.Optional(pull),
  marks: Type.Optional(
    Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.String({ maxLength: 64 })]), {
      maxItems: LIMITS.historyMarks,
      description: 'of which history the device holds something: [version, mark] as answers have told them',
    }),
  ),
  recall: Type.Optional(
    Type.Array(id, {
      maxItems: LIMITS.recallIds,
      description: 'ops that a former history had answered: which of them does this one know?',
    }),
  ),
});

const verdict = Type.Array(Type.Unknown(), {
  minItems: 2,
  maxItems: 3,
  description: '["ok" | "dup" | "quarantined" | "rejected", version, effective stamp or code]',
});
const verdicts = Type.Record(Type.String(), verdict);

/** What an exchange answers. */
export const syncAnswer = Type.Object({
  recalled: Type.Optional(verdicts),
  lineage: Type.Integer(),
  head: Type.Integer(),
  mark: Type.Optional(Type.String({ description: 'of the history up to `head`: to be sent with the next exchange' })),
  receivedAt: Type.Integer(),
  push: Type.Optional(
    Type.Object({
      verdicts,
      missing: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })),
      fork: Type.Boolean(),
    }),
  ),
  pull: Type.Optional(
    Type.Object({
      from: Type.Integer(),
      to: Type.Integer(),
      more: Type.Boolean(),
      scope: Type.String(),
      rows: Type.Record(
        Type.String(),
        Type.Array(
          Type.Object({
            id,
            v: Type.Integer(),
            st: Type.String(),
            f: Type.Record(Type.String(), Type.Unknown()),
            sx: Type.Optional(Type.Record(Type.String(), Type.String())),
            alt: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Unknown()))),
          }),
        ),
      ),
      floor: Type.Optional(
        Type.Integer({ description: 'closed orders last written up to there are not in the scope any more' }),
      ),
      horizon: Type.Optional(
        Type.Integer({ description: 'tombstones up to there may be gone: the device reads the menu again' }),
      ),
      collections: Type.Optional(
        Type.Array(Type.String(), { description: 'of the scope, where the device has another' }),
      ),
      part: Type.Optional(
        Type.Array(Type.Integer(), {
          minItems: 2,
          maxItems: 2,
          description: 'versions of the asked part that are here',
        }),
      ),
      digest: Type.Optional(
        Type.Object({
          above: Type.Integer(),
          sums: Type.Record(Type.String(), Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })),
        }),
      ),
      own: Type.Optional(
        Type.Array(Type.Unknown(), { minItems: 2, maxItems: 2, description: '[rows left out, their check]' }),
      ),
    }),
  ),
});

/** A recall of verdicts. */
export const verdictsRequest = Type.Object({
  restaurant: id,
  ids: Type.Array(id, { maxItems: LIMITS.verdictIds }),
});
export const verdictsAnswer = Type.Object({ verdicts });

/** The one shape of every error. */
export const errorAnswer = Type.Object({
  code: Type.String(),
  message: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
});
