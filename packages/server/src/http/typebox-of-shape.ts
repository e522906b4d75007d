import { Type, type TSchema } from 'typebox';
import type { Collection, Shape } from '@resto360/domain';
import { PATTERNS } from './patterns.ts';

/** The TypeBox of one of our shapes, for HTTP and OpenAPI: one source describes a value everywhere (house.md). */
export function typeboxOf(shape: Shape): TSchema {
  switch (shape.kind) {
    case 'text':
      return Type.String({ minLength: shape.min, maxLength: shape.max });
    case 'integer':
      return Type.Integer({ minimum: shape.min, maximum: shape.max });
    case 'flag':
      return Type.Boolean();
    case 'id':
      return Type.String({ pattern: PATTERNS.id, description: 'UUID' });
    case 'install':
      return Type.String({ pattern: PATTERNS.install, description: 'install id' });
    case 'oneOf':
      return oneOf(shape.values);
    case 'nullable':
      return Type.Union([typeboxOf(shape.of), Type.Null()]);
    case 'either':
      return Type.Union([typeboxOf(shape.of), typeboxOf(shape.before)]);
    case 'status':
      return Type.Tuple([Type.Integer({ minimum: 0 }), oneOf(shape.ranks)], { description: '[epoch, rank]' });
    case 'list':
      return Type.Array(typeboxOf(shape.of), { maxItems: shape.max });
    case 'record':
      return Type.Object(mapValues(shape.fields, typeboxOf), { additionalProperties: false });
  }
}

/** The fields of a row of a collection; a change may carry any of them, a row only what was written. */
export function typeboxOfCollection(collection: Collection): TSchema {
  const fields = mapValues(collection.fields, (field) => Type.Optional(typeboxOf(field.shape)));
  return Type.Object(fields, {
    additionalProperties: false,
    description: `Fields of a row of ${collection.name}, a collection of class ${collection.class}`,
  });
}

function oneOf(values: readonly string[]): TSchema {
  return Type.Enum([...values]);
}

function mapValues<V>(record: Readonly<Record<string, V>>, to: (value: V) => TSchema): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
