import { CHAIN_START, scopeOf } from '@resto360/sync';
import { createCode } from '../enrolment/codes.ts';
import { newId } from '../enrolment/secrets.ts';
import { CANARY_ATTEMPT, subscriptionOf } from './canary-notes.ts';
import { CANARY_MANAGER } from './canary-rows.ts';
import { INSTALLS, opOf, QUARANTINED, SHARED, type CanaryHouse, type TwoHouses } from './two-houses.ts';

/** What is asked of a route. `url`: where the route's own has a place to fill. */
export type Ask = { readonly url?: string; readonly body?: Readonly<Record<string, unknown>> };

/** A route that is the same for everybody and holds nothing of any house. */
export type OpenRule = { readonly opens: 'everybody' };
/** The live channel's socket: its ticket is all there is to say. */
export type SocketRule = { readonly opens: 'ticket' };
/** A route of whoever operates the server: it tells of every house, figures alone, and no credential of a house opens it. */
export type OperatorRule = { readonly opens: 'operator' };
/** A route of one house. */
export type ClosedRule = {
  /** What opens it: a device's token, that of the office, a key for programs, or a one-time code in the body. */
  readonly opens: 'device' | 'office' | 'key' | 'code';
  /** Where it names the restaurant; nowhere: the credential alone tells. */
  readonly names?: 'body' | 'query';
  /** Whether a good answer holds words of the house. */
  readonly sings: boolean;
  /** What it then holds; the word of the house unless told. */
  readonly word?: (house: CanaryHouse) => string;
  /** A good call. `turn`: 0 for the first of a house, 1 for a second that must be good too. */
  readonly ask: (house: CanaryHouse, turn: 0 | 1, two: TwoHouses) => Ask | Promise<Ask>;
  /** The same about something that only another house has, and how that is answered; `says`: to the letter. */
  readonly foreign?: (theirs: CanaryHouse) => Ask & { readonly status: number; readonly says?: string };
};
/** How a route keeps restaurants apart. */
export type IsolationRule = OpenRule | SocketRule | OperatorRule | ClosedRule;

const everybody: OpenRule = { opens: 'everybody' };
const hello = { type: 'hello', cursor: 0, lineage: 1, scope: scopeOf('pos').hash };
const pull = { since: 0, scope: scopeOf('pos').hash, limit: 500 };
const exchange = { install: INSTALLS.pos, lineage: 1, sentAt: 0 };
const said = { unsent: 0, oldestUnsentMs: null, persisted: true, usageBytes: 1, quotaBytes: null, leads: true };
const chainOf = (install: string) => {
  const ops = [opOf(newId(Date.now()), 'order.describe', [['orders', SHARED.order, { covers: 4 }]])];
  return { chains: [{ install, seq: 50, prev: CHAIN_START, sig: null, ops }] };
};

/** Every route, by `METHOD url`; a HEAD is as its GET. One that is not here fails the suite. */
export const ISOLATION: Readonly<Record<string, IsolationRule>> = {
  'GET /livez': everybody,
  'GET /readyz': everybody,
  'GET /api/openapi.json': everybody,
  'GET /api/docs': everybody,
  'GET /api/docs/json': everybody,
  'GET /api/docs/yaml': everybody,
  'GET /api/docs/static/index.html': everybody,
  'GET /api/docs/static/swagger-initializer.js': everybody,
  'GET /api/docs/static/*': everybody,
  'GET /*': everybody,
  'GET /api/live': { opens: 'ticket' },
  'POST /api/sync': {
    opens: 'device',
    names: 'body',
    sings: true,
    // A chain of another device of the house goes along: what it could not send itself (SYN-29).
    ask: ({ id, only }) => ({
      body: { restaurant: id, ...exchange, push: chainOf(INSTALLS.spare), pull, recall: [SHARED.ops[0], only.op] },
    }),
    foreign: ({ only }) => ({ body: { push: chainOf(only.install) }, status: 400 }),
  },
  'POST /api/sync/verdicts': {
    opens: 'device',
    names: 'body',
    sings: false,
    ask: ({ id, only }) => ({ body: { restaurant: id, ids: [...SHARED.ops, only.op] } }),
    foreign: ({ only }) => ({ body: { ids: [only.quarantined] }, status: 200, says: '{"verdicts":{}}' }),
  },
  'POST /api/sync/missing': {
    opens: 'device',
    names: 'body',
    sings: false,
    ask: ({ id }) => ({ body: { restaurant: id, install: INSTALLS.pos, first: 1, last: 9 } }),
    foreign: ({ only }) => ({ body: { install: only.install }, status: 200, says: '{"missing":[[1,9]]}' }),
  },
  'GET /api/orders/delta/': {
    opens: 'key',
    names: 'query',
    sings: true,
    ask: ({ id }) => ({ url: `/api/orders/delta/?restaurant_id=${id}` }),
  },
  'GET /api/exceptions/': {
    opens: 'key',
    names: 'query',
    sings: true,
    word: ({ only }) => only.quarantined,
    ask: ({ id }) => ({ url: `/api/exceptions/?restaurant_id=${id}&status=all` }),
  },
  'GET /api/exceptions/share/': {
    opens: 'key',
    names: 'query',
    sings: true,
    word: ({ figures: { ops, opened, open } }) => `"ops":${ops},"open":${open},"exceptions":${opened},`,
    ask: ({ id }) => ({ url: `/api/exceptions/share/?restaurant_id=${id}` }),
  },
  'GET /api/conflicts/': {
    opens: 'key',
    names: 'query',
    sings: true,
    ask: ({ id }) => ({ url: `/api/conflicts/?restaurant_id=${id}` }),
  },
  'GET /api/metrics': { opens: 'operator' },
  'GET /api/push/key': { opens: 'device', sings: false, ask: () => ({}) },
  'POST /api/push/subscribe': {
    opens: 'device',
    sings: false,
    ask: ({ canary }) => {
      const { endpoint, p256dh, auth, language } = subscriptionOf(canary);
      return { body: { endpoint, keys: { p256dh, auth }, language } };
    },
  },
  'GET /api/push/subscription': { opens: 'device', sings: true, ask: () => ({}) },
  'POST /api/push/unsubscribe': { opens: 'device', sings: false, ask: () => ({ body: {} }) },
  'GET /api/quarantine/:id': {
    opens: 'office',
    sings: true,
    ask: () => ({ url: `/api/quarantine/${QUARANTINED}` }),
    foreign: ({ only }) => ({ url: `/api/quarantine/${only.quarantined}`, status: 404 }),
  },
  'POST /api/quarantine/settle': {
    opens: 'office',
    sings: false,
    ask: ({ only }, turn) => ({
      body: { id: turn === 0 ? only.quarantined : QUARANTINED, how: 'discard', actor: SHARED.staff },
    }),
    foreign: ({ only }) => ({ body: { id: only.quarantined }, status: 404 }),
  },
  'GET /api/payments/queue/': {
    opens: 'key',
    names: 'query',
    sings: true,
    ask: ({ id }) => ({ url: `/api/payments/queue/?restaurant_id=${id}` }),
  },
  'GET /api/payments/queue/:id/events': {
    opens: 'office',
    sings: true,
    ask: () => ({ url: `/api/payments/queue/${CANARY_ATTEMPT}/events` }),
  },
  'POST /api/payments/queue/:id/wish': {
    opens: 'office',
    sings: false,
    ask: () => ({
      url: `/api/payments/queue/${CANARY_ATTEMPT}/wish`,
      body: { wish: 'retry', reason: 'looked at it', actor: CANARY_MANAGER },
    }),
  },
  // Providers know no token of ours: the address names the account, and its own signature or a read proves the rest.
  'POST /api/payments/webhooks/:provider/:account': everybody,
  'PUT /api/payments/webhooks/:provider/:account': everybody,
  'POST /api/devices/enrol': {
    opens: 'code',
    names: 'body',
    sings: true,
    ask: async ({ id }, _turn, { house }) => {
      const { code } = await createCode(house.pool, id, 'pos', () => Date.now());
      return { body: { restaurant: id, code, claim: newId(Date.now()) } };
    },
  },
  'POST /api/devices/copy': { opens: 'device', sings: true, ask: () => ({ body: { claim: SHARED.claim } }) },
  'POST /api/devices/health': {
    opens: 'device',
    sings: false,
    ask: ({ canary }) => ({ body: { sentAt: 0, ...said, appVersion: canary } }),
  },
  'GET /api/devices/health': { opens: 'office', sings: true, ask: () => ({}) },
  'POST /api/devices/revoke': {
    opens: 'office',
    sings: false,
    ask: () => ({ body: { install: INSTALLS.spare } }),
    foreign: ({ only }) => ({ body: { install: only.install }, status: 404 }),
  },
  'POST /api/devices/code': { opens: 'office', sings: false, ask: () => ({ body: { kind: 'pos' } }) },
  'POST /api/live/ticket': { opens: 'device', sings: false, ask: () => ({}) },
  'POST /api/live/events': { opens: 'device', sings: false, ask: () => ({ body: hello }) },
};

/** The rule of a route; undefined where nobody thought of it. */
export function isolationOf(route: string): IsolationRule | undefined {
  return ISOLATION[route.replace(/^HEAD /, 'GET ')];
}
