import { type CustomTypesConfig, types } from 'pg';

/**
 * How values of PostgreSQL become ours: `bigint` a number (money in minor units, versions), everything else as `pg`
 * does it (timestamps become Date, json and jsonb are parsed).
 *
 * **Errors**: reading a bigint beyond 2^53 − 1 fails the query.
 * **Why**: TEN-3: amounts are safe integers everywhere, and that is asserted where they come in.
 */
export const ourTypes: CustomTypesConfig = { getTypeParser: parserOf(new Map([[types.builtins.INT8, toSafeInteger]])) };

/** As {@link ourTypes}, with json and jsonb left as text: for rows which only pass through to an answer's body. */
export const jsonAsTextTypes: CustomTypesConfig = {
  getTypeParser: parserOf(
    new Map<number, Parser>([
      [types.builtins.INT8, toSafeInteger],
      [types.builtins.JSON, asItIs],
      [types.builtins.JSONB, asItIs],
    ]),
  ),
};

type Parser = (text: string) => unknown;

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
