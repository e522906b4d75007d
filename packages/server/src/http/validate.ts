import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

/**
 * Checks requests by their TypeBox schemas, exactly: nothing is coerced, filled in or dropped. Only a query's whole
 * numbers, which arrive as text, are read as numbers.
 */
export const validateExactly: FastifySchemaCompiler<TSchema> = (route) => {
  const check = TypeBoxValidatorCompiler({ ...route, httpPart: 'body' });
  if (route.httpPart !== 'querystring') return check;
  const integers = integerNames(route.schema);
  return (query: Readonly<Record<string, unknown>>) => check(withIntegers(query, integers));
};

function integerNames(schema: TSchema): string[] {
  const properties = 'properties' in schema ? (schema.properties as Readonly<Record<string, object>>) : {};
  return Object.keys(properties).filter((name) => {
    const property = properties[name];
    return property !== undefined && 'type' in property && property.type === 'integer';
  });
}

function withIntegers(query: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  const read = { ...query };
  for (const name of names) {
    const value = read[name];
    if (typeof value === 'string' && /^\d{1,15}$/.test(value)) read[name] = Number(value);
  }
  return read;
}
