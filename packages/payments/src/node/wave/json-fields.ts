/** An object of an answer, to be looked into field by field. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object that a value is; undefined for lists, texts and the like. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** A text that says something; undefined for null, an empty text and other kinds. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A moment written in ISO 8601. **Units** ms since 1970. */
export function timeOf(value: unknown): number | undefined {
  const atMs = Date.parse(textOf(value) ?? '');
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** What a JSON text holds; undefined where it is none, `{ value: undefined }` where there is no text at all. */
export function parsedOf(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
