import { type Ask, type ClosedRule, isolationOf } from './isolation-table.ts';
import { type CanaryHouse, ORIGIN, type TwoHouses } from './two-houses.ts';

/** What came back. */
export type Answer = { readonly status: number; readonly text: string };

/** The routes that belong to one house, each with its rule. */
export function closedRoutes({ routes }: TwoHouses): readonly (readonly [route: string, rule: ClosedRule])[] {
  return routes.flatMap((route) => {
    const rule = isolationOf(route);
    return rule !== undefined && 'ask' in rule ? [[route, rule] as const] : [];
  });
}

/** Calls a route. `text`: the body as it is, for one that no object makes. Of a stream that does not end only the head counts. */
export async function callRoute(
  { app }: TwoHouses,
  route: string,
  { url, body }: Ask,
  { secret, text }: { readonly secret?: string | undefined; readonly text?: string | undefined } = {},
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const headers = {
    origin: ORIGIN,
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
    ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const answer = await app.inject({
    method: method as 'GET',
    url: url ?? path,
    headers,
    ...(payload === undefined ? {} : { payload }),
    payloadAsStream: true,
  });
  const stream = answer.stream();
  const isEndless = answer.headers['content-type']?.toString().startsWith('text/event-stream') ?? false;
  const said = isEndless ? '' : Buffer.concat(await stream.toArray()).toString();
  stream.destroy();
  return { status: answer.statusCode, text: said };
}

/** Asks a route for something that only another house has. Answers what is wrong with the answer, or nothing. */
export async function askForeign(
  two: TwoHouses,
  route: string,
  rule: ClosedRule,
  [mine, theirs]: readonly [mine: CanaryHouse, theirs: CanaryHouse],
): Promise<string | undefined> {
  if (!rule.foreign) return undefined;
  const { status, says, ...with_ } = rule.foreign(theirs);
  const ask = await rule.ask(mine, 0, two);
  const asked = { ...ask, ...with_, ...(ask.body ? { body: { ...ask.body, ...with_.body } } : {}) };
  const answer = await callRoute(two, route, asked, { secret: secretOf(rule, mine) });
  const isAsTold = answer.status === status && (says === undefined || route.startsWith('HEAD') || answer.text === says);
  return isAsTold && heardOf(theirs, answer, asked).length === 0 ? undefined : `${answer.status} ${answer.text}`;
}

/** Words that only this house has. */
const wordsOf = ({ id, canary, tokens, key, only }: CanaryHouse) => [
  id,
  canary,
  key,
  ...Object.values(tokens),
  ...Object.values(only),
];

/** What an answer holds of a house, less what was asked by its name. */
export const heardOf = (house: CanaryHouse, { text }: Answer, asked: unknown = '') =>
  wordsOf(house).filter((word) => text.includes(word) && !JSON.stringify(asked).includes(word));

/** What a good answer of a route holds of the house that asks; nothing where it is a HEAD, or no word of any house. */
export const ownWordOf = (route: string, { sings, word }: ClosedRule, house: CanaryHouse): string | undefined =>
  sings && !route.startsWith('HEAD') ? (word?.(house) ?? house.canary) : undefined;

/** The figures of a house as metrics tell them. */
export const metricsOf = ({ canary, figures: { opsEver, opened, open } }: CanaryHouse): readonly string[] => {
  const name = `{restaurant="${canary.toLowerCase()}"}`;
  return [
    `resto360_device_ops_total${name} ${opsEver}\n`,
    `resto360_exceptions_total${name} ${opened}\n`,
    `resto360_exceptions_open${name} ${open}\n`,
  ];
};

/** What opens a route for a house; nothing where a code in the body does. */
export const secretOf = ({ opens }: ClosedRule, { tokens, key }: CanaryHouse): string | undefined =>
  ({ device: tokens.pos, office: tokens.office, key, code: undefined })[opens];
