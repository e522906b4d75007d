import { type CustomTypesConfig, types } from 'pg';

/** The type of `bigint[]`, which `pg` does not name. */
const INT8_ARRAY = 1016;

/**
 * How values of PostgreSQL become ours: `bigint` a number (money in minor units, versions), everything else as `pg`
 * does it (timestamps become Date, json and jsonb are parsed).
 *
 * **Errors**: reading a bigint beyond 2^53 − 1 fails the query.
 * **Why**: TEN-3: amounts are safe integers everywhere, and that is asserted where they come in.
 */
export const ourTypes: CustomTypesConfig = { getTypeParser: parserOf(integers()) };

/** As {@link ourTypes}, with json and jsonb left as text: for rows which only pass through to an answer's body. */
export const jsonAsTextTypes: CustomTypesConfig = {
  getTypeParser: parserOf(
    new Map<number, Parser>([...integers(), [types.builtins.JSON, asItIs], [types.builtins.JSONB, asItIs]]),
  ),
};

type Parser = (text: string) => unknown;

function integers(): Map<number, Parser> {
  const list = (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(toSafeInteger));
  return new Map<number, Parser>([
    [types.builtins.INT8, toSafeInteger],
    [INT8_ARRAY, list],
  ]);
}

/** `pg` declares parsers of an unknown result as `any`; that is the one place where its typing leaks in. */
function parserOf(own: ReadonlyMap<number, Parser>): CustomTypesConfig['getTypeParser'] {
  return (oid, format) => (format === 'binary' ? undefined : own.get(oid)) ?? types.getTypeParser(oid, format);
}

function asItIs(text: string): string {
  return text;
}

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`The database holds ${text}, which is beyond a safe integer.`);
}
