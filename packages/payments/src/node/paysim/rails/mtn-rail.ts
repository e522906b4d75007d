import { jsonAnswer, type SimAnswer, type SimOperation, type SimRequest, type SimWebhook } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimRail, SimWorld } from '../sim-world.ts';
import { MtnRailAccess } from './mtn-rail-access.ts';
import { gatewayError, isUuidV4, malformed, mtnError } from './mtn-rail-answers.ts';
import { mtnNumber } from './mtn-rail-numbers.ts';
import type { MtnRailOptions } from './mtn-rail-options.ts';
import { MtnRailPace } from './mtn-rail-pace.ts';
import { requestToPay } from './mtn-rail-pay.ts';
import { MtnRailStatus } from './mtn-rail-status.ts';

/**
 * MTN MoMo Collections as a merchant's machine sees it. One rail serves one world: it keeps users and tokens.
 * **Source** momodeveloper.mtn.com; which habits are proven and which only told of stands in the table of its test.
 */
export function mtnRail(options: MtnRailOptions): SimRail {
  const access = new MtnRailAccess(options);
  const status = new MtnRailStatus();
  const pace = new MtnRailPace(options.readsPerSecondMax ?? 10);
  const { callbackMethod = 'PUT', callbackRetriesMs = [], othersApproveAfterMs } = options;

  return {
    id: 'mtn',
    operationOf,
    answer: (request, world) => answerOf(request, world, { access, status, pace, options }),
    webhook: (transaction) => callbackOf(transaction, status, callbackMethod),
    webhookRetriesMs: callbackRetriesMs,
    customerOf: (payer) =>
      mtnNumber(payer.slice(1)) ??
      (othersApproveAfterMs === undefined ? undefined : { kind: 'approves', afterMs: othersApproveAfterMs }),
  };
}

type Parts = {
  readonly access: MtnRailAccess;
  readonly status: MtnRailStatus;
  readonly pace: MtnRailPace;
  readonly options: MtnRailOptions;
};

const PAY = '/collection/v1_0/requesttopay';

const pathOf = ({ path }: SimRequest): string => (path.split('?', 1)[0] ?? '').replace(/\/$/, '');

function operationOf(request: SimRequest): SimOperation {
  const path = pathOf(request);
  if (path === '/collection/token') return 'token';
  if (path === PAY) return 'money';
  return path.startsWith(`${PAY}/`) ? 'read' : 'other';
}

function answerOf(request: SimRequest, world: SimWorld, parts: Parts): SimAnswer {
  if (!parts.access.isSubscribed(request)) return gatewayError(401, 'subscription key is missing or unknown');
  const path = pathOf(request);
  const provisioning = /^\/v1_0\/apiuser(?:\/([^/]+)(\/apikey)?)?$/.exec(path);
  if (provisioning) return provisioned(request, world, parts.access, provisioning[1], provisioning[2] !== undefined);
  switch (`${request.method} ${operationOf(request)}`) {
    case 'POST token':
      return parts.access.issueToken(request, world);
    case 'POST money':
    case 'GET read':
      return collected(request, path, world, parts);
    default:
      return gatewayError(404, 'no such resource');
  }
}

function provisioned(
  request: SimRequest,
  world: SimWorld,
  access: MtnRailAccess,
  apiUser: string | undefined,
  isForKey: boolean,
): SimAnswer {
  const { method } = request;
  if (method === 'POST' && apiUser === undefined) return access.provision(request);
  if (method === 'POST' && apiUser !== undefined && isForKey) return access.createKey(apiUser, world);
  if (method === 'GET' && apiUser !== undefined && !isForKey) return access.describe(apiUser);
  return gatewayError(404, 'no such resource');
}

function collected(request: SimRequest, path: string, world: SimWorld, { access, status, pace, options }: Parts) {
  const user = access.callerOf(request, world);
  if ('status' in user) return user;
  if (request.method === 'POST') return requestToPay(request, user, world, options);
  if (!pace.allows(user.apiUser, world.nowMs)) return gatewayError(429, 'too many reads', { 'retry-after': '1' });
  const id = path.slice(PAY.length + 1).toLowerCase();
  if (!isUuidV4(id)) return malformed;
  const found = world.find('mtn', id);
  // Another merchant's request is none, to this one.
  return found?.merchant === user.apiUser ? jsonAnswer(200, status.bodyOf(found)) : mtnError(404, 'RESOURCE_NOT_FOUND');
}

/** Unsigned, and only where the money call gave an address. Of a reversal MTN does not tell. */
function callbackOf(
  transaction: SimTransaction,
  status: MtnRailStatus,
  method: 'PUT' | 'POST',
): SimWebhook | undefined {
  const url = transaction.facts['callbackUrl'];
  if (url === undefined || transaction.reversedMinor > 0) return undefined;
  return {
    eventId: `${transaction.id}/${transaction.state}`,
    method,
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(status.bodyOf(transaction)),
  };
}
