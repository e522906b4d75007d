import { isObject } from '@resto360/domain';

/** A call of the control API that makes no sense: what is told to whoever called. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly code: string;
  readonly status: 400 | 404 | 409;

  constructor(code: string, message: string, status: BadInput['status'] = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The fields of a call's body. */
export type Fields = Readonly<Record<string, unknown>>;

/** A body with no other fields than these. **Errors** `BadInput`: a misspelt field would be a call that does less. */
export function fieldsOf(body: unknown, names: readonly string[]): Fields {
  if (!isObject(body)) throw new BadInput('bad_body', 'the body has to be a JSON object');
  const unknown = Object.keys(body).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new BadInput('unknown_field', `there is no ${unknown}; there are ${names.join(', ')}`);
  return body;
}

/** A text of a certain form; undefined where there is none. */
export function textIn(fields: Fields, name: string, form: RegExp = /^.{1,255}$/): string | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && form.test(value)) return value;
  throw new BadInput('bad_value', `${name} has to be a text that matches ${form.source}`);
}

/** A number between two bounds, both included, whole where nothing else is said; undefined where there is none. */
export function numberIn(
  fields: Fields,
  name: string,
  [min, max]: readonly [number, number],
  { isWhole = true } = {},
): number | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  const fits = typeof value === 'number' && value >= min && value <= max && (!isWhole || Number.isSafeInteger(value));
  if (fits) return value;
  throw new BadInput('bad_value', `${name} has to be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`);
}

/** One of some words; undefined where there is none. */
export function wordIn<Word extends string>(fields: Fields, name: string, words: readonly Word[]): Word | undefined {
  const value = fields[name];
  const word = words.find((one) => one === value);
  if (value !== undefined && word === undefined)
    throw new BadInput('bad_value', `${name} is one of ${words.join(', ')}`);
  return word;
}

/** What a call can't do without. */
export function mustHave<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new BadInput('missing_field', `${name} is missing`);
  return value;
}

/** A telephone as people have it. */
export const MSISDN = /^\+[1-9]\d{7,14}$/;
/** A pause that makes sense. **Units** ms. */
export const PAUSE_MS = [0, 366 * 86_400_000] as const;
