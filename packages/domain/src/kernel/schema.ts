import { isId, isInstall, type Id, type Install } from './ids.ts';
import { isObject } from './json.ts';
import { AMOUNT_MAX_MINOR, PRICE_MAX_MINOR } from './money.ts';

/**
 * Our own small description of values: one source for the types, for the checks on device and server, and for the
 * TypeBox that the server derives for HTTP and OpenAPI. **Why** our own: the app loads no schema library (house.md).
 */
export type Shape<T = unknown> = ShapeNode & { readonly __type?: T };

/** What a shape is made of; plain data, so that other tools can walk it. */
export type ShapeNode =
  | { readonly kind: 'text'; readonly max: number; readonly min: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'id' }
  | { readonly kind: 'install' }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape; readonly max: number }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'status'; readonly ranks: readonly string[] }
  | { readonly kind: 'nullable'; readonly of: Shape }
  | { readonly kind: 'either'; readonly of: Shape; readonly before: Shape };

/** The TypeScript type a shape describes. */
export type Infer<S> = S extends { readonly __type?: infer T } ? Exclude<T, undefined> : never;

/** A status: the epoch rises when someone goes back on purpose, the rank when work goes on (SYN-2). */
export type Status<R extends string = string> = readonly [epoch: number, rank: R];

const EPOCH_MAX = 10_000;

/** Text of at most `max` UTF-16 units. */
export const text = (max: number, min = 0): Shape<string> => ({ kind: 'text', max, min });
/** A whole number between two bounds, both included. */
export const integer = (min: number, max: number): Shape<number> => ({ kind: 'integer', min, max });
/** An amount in minor units; `min` 0 unless it may be negative. */
export const money = (min = 0): Shape<number> => integer(min, AMOUNT_MAX_MINOR);
/** What one unit costs, or what an answer adds (which may be less than nothing). **Units** minor. */
export const price = (): Shape<number> => integer(0, PRICE_MAX_MINOR);
export const surcharge = (): Shape<number> => integer(-PRICE_MAX_MINOR, PRICE_MAX_MINOR);
/** Milliseconds since 1970 by some device's clock: shown to people, never used to order or to book. */
export const time = (): Shape<number> => integer(0, 2 ** 48);
/** Yes or no. */
export const flag = (): Shape<boolean> => ({ kind: 'flag' });
/** A UUID; the name says of what. */
export const idOf = <K extends string>(_of: K): Shape<Id<K>> => ({ kind: 'id' });
/** An install id. */
export const installId = (): Shape<Install> => ({ kind: 'install' });
/** One of a closed list. */
export const oneOf = <const V extends readonly string[]>(values: V): Shape<V[number]> => ({ kind: 'oneOf', values });
/** At most `max` values of one shape. */
export const listOf = <S extends Shape>(of: S, max: number): Shape<readonly Infer<S>[]> => ({ kind: 'list', of, max });
/** An object with exactly these members. */
export const record = <const F extends Readonly<Record<string, Shape>>>(
  fields: F,
): Shape<{ readonly [K in keyof F]: Infer<F[K]> }> => ({ kind: 'record', fields });
/** A status over ranks in rising order. */
export const status = <const R extends readonly string[]>(ranks: R): Shape<Status<R[number]>> => ({
  kind: 'status',
  ranks,
});
/** The shape, or null. */
export const nullable = <S extends Shape>(of: S): Shape<Infer<S> | null> => ({ kind: 'nullable', of });

/** What is written today, or what apps of before wrote: their ops may wait on a tablet for a year (SYN-26). */
export const either = <S extends Shape, B extends Shape>(of: S, before: B): Shape<Infer<S> | Infer<B>> => ({
  kind: 'either',
  of,
  before,
});

/** What is wrong with a value, and where (`lines.0.quantity`). */
export type Misfit = { readonly path: string; readonly problem: string };

/** The first misfit of a value with its shape, or undefined when it fits. */
export function misfitOf(shape: Shape, value: unknown, path = ''): Misfit | undefined {
  switch (shape.kind) {
    case 'text':
      return isText(value, shape.min, shape.max)
        ? undefined
        : { path, problem: `text of ${shape.min} to ${shape.max} characters` };
    case 'integer':
      return isBetween(value, shape.min, shape.max)
        ? undefined
        : { path, problem: `whole number from ${shape.min} to ${shape.max}` };
    case 'flag':
      return typeof value === 'boolean' ? undefined : { path, problem: 'true or false' };
    case 'id':
      return isId(value) ? undefined : { path, problem: 'lower-case UUID' };
    case 'install':
      return isInstall(value) ? undefined : { path, problem: 'install id' };
    case 'oneOf':
      return shape.values.includes(value as string)
        ? undefined
        : { path, problem: `one of ${shape.values.join(', ')}` };
    case 'nullable':
      return value === null ? undefined : misfitOf(shape.of, value, path);
    case 'either':
      return misfitOf(shape.before, value) === undefined ? undefined : misfitOf(shape.of, value, path);
    case 'status':
      return isStatus(value, shape.ranks) ? undefined : { path, problem: `[epoch, one of ${shape.ranks.join(', ')}]` };
    case 'list':
      return listMisfit(shape, value, path);
    case 'record':
      return recordMisfit(shape, value, path);
  }
}

function listMisfit(shape: ShapeNode & { kind: 'list' }, value: unknown, path: string): Misfit | undefined {
  if (!Array.isArray(value) || value.length > shape.max) return { path, problem: `list of at most ${shape.max}` };
  for (let index = 0; index < value.length; index++) {
    const misfit = misfitOf(shape.of, value[index], inside(path, String(index)));
    if (misfit) return misfit;
  }
  return undefined;
}

function recordMisfit(shape: ShapeNode & { kind: 'record' }, value: unknown, path: string): Misfit | undefined {
  if (!isObject(value)) return { path, problem: 'object' };
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape.fields, key)) return { path: inside(path, key), problem: 'unknown member' };
  }
  for (const [key, of] of Object.entries(shape.fields)) {
    const misfit = misfitOf(of, value[key], inside(path, key));
    if (misfit) return misfit;
  }
  return undefined;
}

const inside = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);
// A lone surrogate or a NUL can be typed into JSON but not stored by PostgreSQL: refused here, on both sides alike.
const isText = (value: unknown, min: number, max: number) =>
  typeof value === 'string' &&
  value.length >= min &&
  value.length <= max &&
  !value.includes('\0') &&
  value.isWellFormed();
const isBetween = (value: unknown, min: number, max: number) =>
  Number.isSafeInteger(value) && !Object.is(value, -0) && (value as number) >= min && (value as number) <= max;
const isStatus = (value: unknown, ranks: readonly string[]) =>
  Array.isArray(value) && value.length === 2 && isBetween(value[0], 0, EPOCH_MAX) && ranks.includes(value[1] as string);
