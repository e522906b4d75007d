import { isCurrency, isObject } from '@resto360/domain';
import type { SimOperation } from '../sim-call.ts';
import type { ArmedFault, Fault, SimFaults } from '../sim-faults.ts';
import { BadInput, fieldsOf, mustHave, numberIn, PAUSE_MS, textIn, wordIn, type Fields } from './control-input.ts';

/**
 * `POST /__sim/faults {match?, fault, times?}`: the next calls that fit meet it. `match`: `provider`, `op`, and one of
 * `msisdn`, `requestId`, `about`.
 */
export function armFault(body: unknown, faults: SimFaults, rails: readonly string[]): { armed: readonly ArmedFault[] } {
  const fields = fieldsOf(body, ['match', 'fault', 'times']);
  const times = numberIn(fields, 'times', [1, 1_000]);
  const armed = { ...matchIn(fields['match'] ?? {}, rails), fault: faultIn(fields['fault']) };
  faults.arm(times === undefined ? armed : { ...armed, times });
  return { armed: faults.armed };
}

const OPERATIONS: readonly SimOperation[] = ['money', 'read', 'token', 'refund', 'other'];

function matchIn(value: unknown, rails: readonly string[]): Pick<ArmedFault, 'rail' | 'operation' | 'about'> {
  const match = fieldsOf(value, ['provider', 'op', 'msisdn', 'requestId', 'about']);
  const rail = wordIn(match, 'provider', rails);
  const operation = wordIn(match, 'op', OPERATIONS);
  const texts = [textIn(match, 'msisdn')?.replace(/^\+/, ''), textIn(match, 'requestId'), textIn(match, 'about')];
  const [about, second] = texts.filter((text) => text !== undefined);
  if (second !== undefined) throw new BadInput('bad_value', 'only one of msisdn, requestId, about');
  return { ...(rail && { rail }), ...(operation && { operation }), ...(about !== undefined && { about }) };
}

/** What each kind takes besides its name. */
type Shape = Readonly<Record<string, (fields: Fields, name: string) => unknown>>;

const aStatus = (fields: Fields, name: string) => numberIn(fields, name, [400, 599]);
const aPause = (fields: Fields, name: string) => mustHave(numberIn(fields, name, PAUSE_MS), name);

const SHAPES: Readonly<Record<Fault['kind'], Shape>> = {
  refuse_connection: {},
  pre_accept_5xx: { status: aStatus },
  accept_then_timeout: {},
  accept_then_reset: {},
  accept_then_5xx: { status: aStatus },
  truncated_body: {},
  html_200: {},
  slow: { delayMs: aPause },
  delayed_arrival: { delayMs: aPause },
  throttle: { retryAfterS: (fields, name) => numberIn(fields, name, [0, 86_400]) },
  unauthorized: {},
  reject: { status: aStatus },
  tell_other: {
    amountMinor: (fields, name) => numberIn(fields, name, [0, Number.MAX_SAFE_INTEGER]),
    currency: (fields, name) => {
      const currency = textIn(fields, name);
      if (currency !== undefined && !isCurrency(currency)) throw new BadInput('bad_value', `${name} is no currency`);
      return currency;
    },
    merchant: (fields, name) => textIn(fields, name),
  },
};

function faultIn(value: unknown): Fault {
  const kinds = Object.keys(SHAPES) as Fault['kind'][];
  const kind = mustHave(isObject(value) ? wordIn(value, 'kind', kinds) : undefined, 'fault.kind');
  const shape = SHAPES[kind];
  const fields = fieldsOf(value, ['kind', ...Object.keys(shape)]);
  const given = Object.entries(shape).flatMap(([name, read]) => {
    const told = read(fields, name);
    return told === undefined ? [] : [[name, told] as const];
  });
  return { kind, ...Object.fromEntries(given) } as Fault;
}
