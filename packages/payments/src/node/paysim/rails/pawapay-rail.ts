import { jsonAnswer, type SimAnswer, type SimRequest } from '../sim-call.ts';
import type { SimRail, SimWorld } from '../sim-world.ts';
import { refusalAnswer } from './pawapay-rail-answers.ts';
import { PawapayDesk, type PawapayRailOptions } from './pawapay-rail-desk.ts';
import { PAWAPAY_ROUTES, type PawapayRoute } from './pawapay-rail-routes.ts';
import { sandboxCustomer } from './pawapay-rail-sandbox.ts';

/** What a test can do to the provider besides playing its customers. */
export type PawapayRailControls = {
  /** From here on reads say only this of a deposit, and no callback goes out, whatever its customer does. */
  hold(depositId: string, as: 'ENQUEUED' | 'IN_RECONCILIATION'): void;
  /** The truth comes out: reads tell it, and the callback goes out if it is final. */
  release(depositId: string, world: SimWorld): void;
  /** An operator that is down: deposits are rejected until it is up again. */
  close(provider: string): void;
  reopen(provider: string): void;
  /** Why refunds that are asked for from now on fail; undefined: they do not. */
  failRefunds(reason: string | undefined): void;
};

/**
 * pawaPay's API v2 as its merchants see it.
 * **Source** docs.pawapay.io/v2 [P]. The pauses between tries of a callback are ours [U]; that they end after 15 minutes
 * is pawaPay's.
 */
export function pawapayRail(options: PawapayRailOptions): SimRail & PawapayRailControls {
  const desk = new PawapayDesk(options);
  return {
    id: 'pawapay',
    webhookRetriesMs: [10_000, 30_000, 60_000, 120_000, 240_000, 440_000],
    operationOf: (request) => routeOf(request)?.route.operation ?? 'other',
    answer: (request, world) => answerOf(request, world, desk),
    webhook: (deposit, world) => {
      // Called on final states only; what the operator takes back later is told to nobody.
      const isTold = !deposit.isUnasked && !desk.isHeld(deposit.id) && deposit.reversedMinor === 0;
      return isTold ? desk.callback(desk.told(deposit, world.nowMs), world.nowMs) : undefined;
    },
    customerOf: sandboxCustomer,
    hold: (depositId, as) => desk.hold(depositId, as),
    release: (depositId, world) => desk.release(depositId, world),
    close: (provider) => desk.close(provider),
    reopen: (provider) => desk.reopen(provider),
    failRefunds: (reason) => {
      desk.refundReason = reason;
    },
  };
}

function answerOf(request: SimRequest, world: SimWorld, desk: PawapayDesk): SimAnswer {
  const found = routeOf(request);
  if (!found) return jsonAnswer(404, { message: 'Not Found' });
  const { route, id } = found;
  const refused = route.isOpen ? undefined : tokenRefusal(request.headers['authorization'], desk.options.apiToken);
  return refused ?? route.run({ id, request, world, desk });
}

function tokenRefusal(header: string | undefined, apiToken: string): SimAnswer | undefined {
  if (header === undefined) return refusalAnswer(401, 'NO_AUTHENTICATION');
  return header === `Bearer ${apiToken}` ? undefined : refusalAnswer(403, 'AUTHENTICATION_ERROR');
}

function routeOf({ method, path }: SimRequest): { readonly route: PawapayRoute; readonly id: string } | undefined {
  const [bare = ''] = path.split('?');
  for (const route of PAWAPAY_ROUTES) {
    const match = route.method === method ? route.path.exec(bare) : null;
    if (match) return { route, id: match[1] ?? '' };
  }
  return undefined;
}
