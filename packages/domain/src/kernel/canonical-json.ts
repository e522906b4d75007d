import { assert } from './assert.ts';
import { isObject, type Json } from './json.ts';

/**
 * The one text of a JSON value: keys sorted by code unit, no blanks, numbers as ECMAScript prints them.
 * Ops are stored, hashed and sent as this text, so that two devices can compare bytes.
 * **Errors** asserts on a number that is not finite: it has no JSON text.
 * **Source** RFC 8785 (JCS); SYN-8.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number') assert(Number.isFinite(value), 'a canonical number is finite');
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (isObject(value)) return canonicalObject(value);
  return JSON.stringify(value);
}

function canonicalObject(value: { readonly [key: string]: Json | undefined }): string {
  let text = '';
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
