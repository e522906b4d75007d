import type { Infer, Shape, Status } from './schema.ts';
import { flag, status as statusShape } from './schema.ts';
import type { Id } from './ids.ts';
import type { Json } from './json.ts';

/** Who may say no, and how two writes meet: the four classes of SYN section 3. */
export const CollectionClass = { fact: 'fact', intent: 'intent', admin: 'admin', server: 'server' } as const;
export type CollectionClass = (typeof CollectionClass)[keyof typeof CollectionClass];

/**
 * How two values of one field meet.
 * - `fact`: part of an insert-only row; the row with the earliest stamp stays whole.
 * - `fixed`: written by the creating change; two creations agree on the smaller value.
 * - `latest`: the later stamp wins, the larger value on a tie.
 * - `settled`: like latest, but a value written by the change that sends beats any draft value (SYN-1).
 * - `status`: the larger (epoch, rank) wins (SYN-2).
 */
export type JoinKind = 'fact' | 'fixed' | 'latest' | 'settled' | 'status';

/** One field: its shape, how it joins, what it reads as when it was never written. */
export type Field<T = unknown> = {
  readonly shape: Shape<T>;
  readonly join: JoinKind;
  /** Fields of one group share a stamp and are written together: a dish is its name and its price. */
  readonly group?: string;
  /** What an absent value reads as; undefined means the creating change must carry the field. */
  readonly absent?: Json;
};

/** A collection of rows: its class and its fields. */
export type Collection<F extends Fields = Fields> = {
  /** The word on the wire, in IndexedDB and in PostgreSQL. */
  readonly name: string;
  readonly class: CollectionClass;
  readonly fields: F;
};
export type Fields = Readonly<Record<string, Field>>;

/** The values of a born row, absent ones filled in. */
export type Values<C> = C extends Collection<infer F> ? { readonly [K in keyof F]: Infer<F[K]['shape']> } : never;

/** A born row as the rules see it: its id and its values. */
export type Entity<C> = { readonly id: Id } & Values<C>;

/** Part of an insert-only row. */
export const fact = <T>(shape: Shape<T>, absent?: Json): Field<T> => withAbsent({ shape, join: 'fact' }, absent);
/** Written once, by the change that creates the row. */
export const fixed = <T>(shape: Shape<T>, absent?: Json): Field<T> => withAbsent({ shape, join: 'fixed' }, absent);
/** The later stamp wins. */
export const latest = <T>(shape: Shape<T>, absent?: Json): Field<T> => withAbsent({ shape, join: 'latest' }, absent);
/** Like `latest`, for fields that mean one thing together: they are written together and share a stamp. */
export const latestTogether = <T>(shape: Shape<T>, group: string): Field<T> => ({ shape, join: 'latest', group });
/** The later stamp wins, but sent beats draft. */
export const settled = <T>(shape: Shape<T>, group?: string): Field<T> =>
  group === undefined ? { shape, join: 'settled' } : { shape, join: 'settled', group };
/** Only rises; never written reads as the lowest rank. */
export const lattice = <const R extends readonly string[]>(ranks: R): Field<Status<R[number]>> => ({
  shape: statusShape(ranks),
  join: 'status',
  absent: [0, ranks[0] ?? ''],
});

/** An insert-only collection: what happened in the room. */
export const factCollection = <F extends Fields>(name: string, fields: F): Collection<F> => ({
  name,
  class: 'fact',
  fields,
});
/** Rows that people change together; `born` is written by the creating change (SYN-6). */
export const intentCollection = <F extends Fields>(name: string, fields: F) => bornCollection(name, 'intent', fields);
/** What the house decides: only with the right, refused by the server without it. */
export const adminCollection = <F extends Fields>(name: string, fields: F) => bornCollection(name, 'admin', fields);
/** Written by the server alone. */
export const serverCollection = <F extends Fields>(name: string, fields: F): Collection<F> => ({
  name,
  class: 'server',
  fields,
});

function bornCollection<F extends Fields>(name: string, kind: CollectionClass, fields: F) {
  const born: Field<boolean> = { shape: flag(), join: 'fixed' };
  return { name, class: kind, fields: { born, ...fields } } as Collection<{ born: Field<boolean> } & F>;
}

function withAbsent<T>(field: Field<T>, absent: Json | undefined): Field<T> {
  return absent === undefined ? field : { ...field, absent };
}
