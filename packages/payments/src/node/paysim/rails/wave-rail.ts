import { jsonAnswer, type SimAnswer, type SimOperation, type SimRequest } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimRail, SimWorld } from '../sim-world.ts';
import { waveError } from './wave-rail-answers.ts';
import { expireWaveSession, refundWave } from './wave-rail-change.ts';
import { createWaveSession } from './wave-rail-create.ts';
import { waveEvent, type WaveEventType } from './wave-rail-event.ts';
import { waveLines } from './wave-rail-lines.ts';
import type { WaveRailOptions } from './wave-rail-options.ts';
import { wavePage } from './wave-rail-page.ts';
import { waveSession } from './wave-rail-session.ts';

/**
 * Wave as its customers' machines see it.
 * **Source** section 2.4 of the providers' page; what is not written anywhere is named in the tests of this file.
 */
export function waveRail(options: WaveRailOptions): SimRail {
  return {
    id: 'wave',
    operationOf,
    answer: (request, world) => answer(request, world, options),
    webhook(transaction, world) {
      const { webhookUrl } = options;
      const type = eventOf(transaction, options);
      return type && webhookUrl !== undefined
        ? waveEvent(type, transaction, world, { ...options, webhookUrl })
        : undefined;
    },
    webhookRetriesMs: RETRIES_MIN.map((minutes) => minutes * 60_000),
  };
}

/** The last of them within three days; the pauses themselves are written nowhere. */
const RETRIES_MIN = [1, 5, 15, 60, 180, 360, 720, 1_440, 1_440];

const PATHS = {
  session: /^\/v1\/checkout\/sessions\/([\w-]+)$/,
  change: /^\/v1\/checkout\/sessions\/([\w-]+)\/(expire|refund)$/,
  refund: /^\/v1\/transactions\/(\w+)\/refund$/,
  page: /^\/pay\/([\w-]+)(?:\/(approve|fail))?$/,
} as const;

function operationOf({ method, path }: SimRequest): SimOperation {
  const [place = ''] = path.split('?');
  if (PATHS.page.test(place)) return 'other';
  if (method === 'GET') return 'read';
  if (place === '/v1/checkout/sessions') return 'money';
  return place.endsWith('/refund') ? 'refund' : 'other';
}

function answer(request: SimRequest, world: SimWorld, options: WaveRailOptions): SimAnswer {
  const { pathname, searchParams } = new URL(request.path, 'http://wave.invalid');
  const [, shown, deed = ''] = PATHS.page.exec(pathname) ?? [];
  if (shown !== undefined)
    return wavePage(sessionOf(shown, world), request.method === 'POST' ? deed : '', world, options);
  const refusal = refusalOf(request.headers['authorization'], options);
  if (refusal) return refusal;
  if (request.method === 'GET') return read(pathname, searchParams, world, options);
  return request.method === 'POST' ? change(pathname, request.body, world, options) : waveError('not-found');
}

function read(place: string, query: URLSearchParams, world: SimWorld, options: WaveRailOptions): SimAnswer {
  if (place === '/v1/transactions') return waveLines(query, world, options);
  const seen = world.list('wave').filter(({ id, isUnasked }) => !isUnasked && world.find('wave', id));
  if (place === '/v1/checkout/sessions/search') {
    const reference = query.get('client_reference');
    if (reference === null) return waveError('request-validation-error');
    const found = seen.filter(({ facts }) => facts['clientReference'] === reference);
    return jsonAnswer(200, { result: found.map((session) => waveSession(session, options)) });
  }
  const session =
    place === '/v1/checkout/sessions'
      ? seen.find(({ state, operatorTxnId }) => state === 'succeeded' && operatorTxnId === query.get('transaction_id'))
      : seen.find(({ id }) => id === PATHS.session.exec(place)?.[1]);
  return session ? jsonAnswer(200, waveSession(session, options)) : waveError('checkout-session-not-found');
}

function change(place: string, body: string, world: SimWorld, options: WaveRailOptions): SimAnswer {
  if (place === '/v1/checkout/sessions') return createWaveSession(body, world, options);
  const [, id = '', deed] = PATHS.change.exec(place) ?? [];
  const session = sessionOf(id, world);
  if (deed === 'expire') return expireWaveSession(session, world);
  if (deed === 'refund') return session ? refundWave(session, world) : waveError('checkout-session-not-found');
  const [, txnId] = PATHS.refund.exec(place) ?? [];
  if (txnId === undefined) return waveError('not-found');
  const paid = world.list('wave').find((one) => one.operatorTxnId === txnId && one.merchant === options.merchantId);
  return paid?.state === 'succeeded' ? refundWave(paid, world) : waveError('transaction-not-found');
}

/** Also one that reads do not show yet: it is there, and can be paid or closed. */
const sessionOf = (id: string, world: SimWorld): SimTransaction | undefined =>
  world.has('wave', id) ? world.list('wave').find((one) => one.id === id && !one.isUnasked) : undefined;

function refusalOf(header: string | undefined, { apiKey }: WaveRailOptions): SimAnswer | undefined {
  if (header === undefined || header === '') return waveError('missing-auth-header');
  const [, key] = /^Bearer ?(.*)$/.exec(header) ?? [];
  if (key === undefined) return waveError('invalid-auth');
  if (key === '') return waveError('api-key-not-provided');
  return key === apiKey ? undefined : waveError('no-matching-api-key');
}

/** Only of this wallet, and only what Wave has a word for: sessions that run out and money that goes back are silent. */
function eventOf({ merchant, state, isUnasked, reversedMinor }: SimTransaction, options: WaveRailOptions) {
  if (merchant !== options.merchantId || reversedMinor > 0) return undefined;
  return isUnasked && state === 'succeeded' ? 'merchant.payment_received' : EVENTS[state];
}

const EVENTS: Readonly<Record<SimTransaction['state'], WaveEventType | undefined>> = {
  pending: undefined,
  succeeded: 'checkout.session.completed',
  failed: 'checkout.session.payment_failed',
  expired: undefined,
};
