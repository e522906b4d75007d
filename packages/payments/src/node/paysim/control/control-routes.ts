import { isObject } from '@resto360/domain';
import { jsonAnswer, type SimAnswer } from '../sim-call.ts';
import type { SimDesk } from '../sim-desk.ts';
import { armFault } from './arm-fault.ts';
import { BadInput, fieldsOf, numberIn } from './control-input.ts';
import { payUnasked, reversePaid } from './pay-unasked.ts';
import { playCustomer } from './play-customer.ts';
import { tellBoard, tellRequests, tellTruth } from './read-books.ts';
import { setClock, tellClock } from './set-clock.ts';
import { setCrowd, setLag } from './set-crowd.ts';
import { statementCsv } from './statement-csv.ts';
import { holdWebhooks, reorderWebhooks, tendWebhook, WEBHOOK_DEEDS } from './tend-webhooks.ts';

/** A call to `/__sim/…`; `body` as JSON, `{}` where there is none. */
export type ControlCall = { readonly method: string; readonly url: URL; readonly text: string; readonly desk: SimDesk };

/**
 * What the control API answers.
 * **Errors** none: what makes no sense is a 400 (404, 409) with `{ code, message }`.
 * **Source** section 8.2 of the providers' page. Wallets, the fiscal simulator and `nth` of a fault are left out.
 */
export async function answerControl({ method, url, text, desk }: ControlCall): Promise<SimAnswer> {
  try {
    const place = `${method} ${url.pathname.slice('/__sim'.length)}`;
    const [route, match] = routeOf(place);
    const told = await route.run({ body: bodyOf(text), query: url.searchParams, desk, parts: match.slice(1) });
    // Whoever called finds what followed from it done: calls to the merchant that fell due have been tried.
    if (method !== 'GET') await desk.post.pump();
    return isAnswer(told) ? told : jsonAnswer(200, told);
  } catch (error) {
    if (error instanceof BadInput) return jsonAnswer(error.status, { code: error.code, message: error.message });
    throw error;
  }
}

type Asked = {
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly desk: SimDesk;
  readonly parts: readonly string[];
};
type Route = { readonly place: RegExp; readonly run: (asked: Asked) => unknown };

const ROUTES: readonly Route[] = [
  { place: /^POST \/reset$/, run: ({ body, desk }) => reset(body, desk) },
  { place: /^GET \/clock$/, run: ({ desk }) => tellClock(desk) },
  { place: /^POST \/clock$/, run: ({ body, desk }) => setClock(body, desk) },
  { place: /^GET \/faults$/, run: ({ desk }) => ({ armed: desk.network.faults.armed }) },
  {
    place: /^POST \/faults$/,
    run: ({ body, desk }) => armFault(body, desk.network.faults, [...desk.world.rails.keys()]),
  },
  { place: /^DELETE \/faults$/, run: ({ desk }) => disarm(desk) },
  { place: /^POST \/customer$/, run: ({ body, desk }) => playCustomer(body, desk.world) },
  { place: /^POST \/crowd$/, run: ({ body, desk }) => setCrowd(body, desk.world) },
  { place: /^POST \/lag$/, run: ({ body, desk }) => setLag(body, desk.world) },
  { place: /^POST \/pay$/, run: ({ body, desk }) => payUnasked(body, desk) },
  { place: /^POST \/reverse$/, run: ({ body, desk }) => reversePaid(body, desk) },
  { place: /^GET \/webhooks$/, run: ({ desk }) => ({ isHeld: desk.post.isHeld, webhooks: desk.post.list() }) },
  { place: /^POST \/webhooks$/, run: ({ body, desk }) => holdWebhooks(body, desk) },
  { place: /^POST \/webhooks\/reorder$/, run: ({ body, desk }) => reorderWebhooks(body, desk) },
  { place: /^POST \/webhooks\/(\d{1,15})\/([a-z]+)$/, run: tend },
  { place: /^GET \/requests$/, run: ({ query, desk }) => tellRequests(query.get('provider'), desk) },
  { place: /^GET \/truth$/, run: ({ desk }) => tellTruth(desk) },
  { place: /^GET \/statement$/, run: ({ query, desk }) => statementCsv(query, desk) },
  { place: /^GET \/board$/, run: ({ desk }) => tellBoard(desk) },
];

function routeOf(place: string): readonly [Route, RegExpExecArray] {
  for (const route of ROUTES) {
    const match = route.place.exec(place);
    if (match) return [route, match];
  }
  throw new BadInput('not_found', 'there is no such call', 404);
}

function bodyOf(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput('bad_body', 'the body has to be JSON');
  }
}

function reset(body: unknown, desk: SimDesk) {
  desk.reset(numberIn(fieldsOf(body, ['seed']), 'seed', [0, 2 ** 31]));
  return tellClock(desk);
}

function disarm({ network: { faults } }: SimDesk) {
  faults.clear();
  return { armed: faults.armed };
}

function tend({ parts: [id, word], body, desk }: Asked) {
  const deed = WEBHOOK_DEEDS.find((one) => one === word);
  if (!deed) throw new BadInput('not_found', `${WEBHOOK_DEEDS.join(', ')} can be done`, 404);
  return tendWebhook(Number(id), deed, body, desk);
}

/** A CSV comes as it is; all else is told as JSON. */
const isAnswer = (told: unknown): told is SimAnswer =>
  isObject(told) && typeof told['status'] === 'number' && typeof told['body'] === 'string';
