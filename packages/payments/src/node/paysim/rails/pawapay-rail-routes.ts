import { jsonAnswer, type SimAnswer, type SimOperation, type SimRequest } from '../sim-call.ts';
import type { SimWorld } from '../sim-world.ts';
import { refusalAnswer } from './pawapay-rail-answers.ts';
import { publicKeysOf } from './pawapay-rail-callback.ts';
import { activeConf } from './pawapay-rail-conf.ts';
import { acceptDeposit } from './pawapay-rail-deposit.ts';
import type { PawapayDesk } from './pawapay-rail-desk.ts';
import { acceptRefund, findRefund, toldRefund } from './pawapay-rail-refund.ts';
import { ON_ITS_WAY_MS } from './pawapay-rail-told.ts';

/** A call that matched a route. `id`: the id in its path. */
type Call = { readonly id: string; readonly request: SimRequest; readonly world: SimWorld; readonly desk: PawapayDesk };

/** One address of the API. `isOpen`: it needs no token. */
export type PawapayRoute = {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: SimOperation;
  readonly isOpen?: boolean;
  readonly run: (call: Call) => SimAnswer;
};

/** The addresses of pawaPay's API v2 that this simulator has. */
export const PAWAPAY_ROUTES: readonly PawapayRoute[] = [
  { method: 'POST', path: /^\/v2\/deposits$/, operation: 'money', run: takeDeposit },
  { method: 'GET', path: /^\/v2\/deposits\/([^/]+)$/, operation: 'read', run: readDeposit },
  { method: 'POST', path: /^\/v2\/deposits\/resend-callback\/([^/]+)$/, operation: 'other', run: resendDeposit },
  { method: 'POST', path: /^\/v2\/refunds$/, operation: 'refund', run: takeRefund },
  { method: 'GET', path: /^\/v2\/refunds\/([^/]+)$/, operation: 'read', run: readRefund },
  { method: 'POST', path: /^\/v2\/refunds\/resend-callback\/([^/]+)$/, operation: 'other', run: resendRefund },
  { method: 'GET', path: /^\/v2\/active-conf$/, operation: 'other', run: tellConf },
  { method: 'GET', path: /^\/v2\/public-key\/http$/, operation: 'other', isOpen: true, run: tellKeys },
];

function takeDeposit({ request, world, desk }: Call): SimAnswer {
  const account = { merchant: desk.options.merchant, isClosed: (provider: string) => desk.isClosed(provider) };
  const { answer, opened } = acceptDeposit(request.body, world, account);
  // The only callback before the end: where the page is on which the customer approves.
  if (opened?.facts['provider']?.startsWith('WAVE_'))
    world.after(ON_ITS_WAY_MS, () => {
      const told = desk.told(opened, world.nowMs);
      if (told['authorizationUrl'] !== undefined) desk.callOut(world, told);
    });
  return answer;
}

function readDeposit({ id, world, desk }: Call): SimAnswer {
  const found = world.find('pawapay', id);
  if (!found) return NOTHING;
  const { clientReferenceId } = found.facts;
  const data = { ...desk.told(found, world.nowMs), ...(clientReferenceId !== undefined && { clientReferenceId }) };
  return jsonAnswer(200, { status: 'FOUND', data });
}

function resendDeposit({ id, world, desk }: Call): SimAnswer {
  const found = world.find('pawapay', id);
  if (!found) return refusalAnswer(200, 'NOT_FOUND', { depositId: id });
  if (found.state === 'pending' || desk.isHeld(id)) return refusalAnswer(200, 'INVALID_STATE', { depositId: id });
  desk.callOut(world, desk.told(found, world.nowMs));
  return jsonAnswer(200, { depositId: id, status: 'ACCEPTED' });
}

function takeRefund({ request, world, desk }: Call): SimAnswer {
  const reason = desk.refundReason;
  return acceptRefund(request.body, world, (back) => {
    world.after(REFUND_MS, () => {
      Object.assign(back.refund, reason === undefined ? { state: 'succeeded' } : { state: 'failed', reason });
      desk.callOut(world, toldRefund(back));
    });
  });
}

function readRefund({ id, world }: Call): SimAnswer {
  const found = findRefund(world, id);
  return found ? jsonAnswer(200, { status: 'FOUND', data: toldRefund(found) }) : NOTHING;
}

function resendRefund({ id, world, desk }: Call): SimAnswer {
  const found = findRefund(world, id);
  if (!found) return refusalAnswer(200, 'NOT_FOUND', { refundId: id });
  if (found.refund.state === 'pending') return refusalAnswer(200, 'INVALID_STATE', { refundId: id });
  desk.callOut(world, toldRefund(found));
  return jsonAnswer(200, { refundId: id, status: 'ACCEPTED' });
}

function tellConf({ request, desk }: Call): SimAnswer {
  const query = new URLSearchParams(request.path.split('?')[1] ?? '');
  return jsonAnswer(
    200,
    activeConf(query, (provider) => desk.isClosed(provider)),
  );
}

function tellKeys({ desk }: Call): SimAnswer {
  return jsonAnswer(200, publicKeysOf(desk.options.signing));
}

/** The API's own answer for an id that it does not know, with a 200. */
const NOTHING = jsonAnswer(200, { status: 'NOT_FOUND' });
/** How long an operator takes to give money back. */
const REFUND_MS = 3_000;
