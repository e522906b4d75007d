import type { HttpAnswer, HttpCall, HttpRequest } from '../../http-call.ts';
import { SimFaults, type Fault } from './sim-faults.ts';
import type { SimAnswer, SimOperation, SimRequest } from './sim-call.ts';
import type { SimTransaction } from './sim-transaction.ts';
import type { SimRail, SimWorld } from './sim-world.ts';

/** How a call ended on the wire: what a socket shows, or what an adapter is told. **Units** ms. */
export type WireOutcome =
  | { readonly kind: 'answer'; readonly answer: SimAnswer; readonly delayMs: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncated'; readonly answer: SimAnswer };

/** A request that was recorded, with nothing secret in it. */
export type Recorded = {
  readonly rail: string;
  readonly operation: SimOperation;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly fault?: Fault['kind'];
};

/** The lines between a merchant and the rails: where calls are lost, late or garbled. */
export class SimNetwork {
  readonly world: SimWorld;
  readonly faults = new SimFaults();
  readonly recorded: Recorded[] = [];

  constructor(world: SimWorld) {
    this.world = world;
  }

  /** A call to `/<rail>/…`, with the fault that it meets. */
  send(request: SimRequest): WireOutcome {
    const { rail, inner } = this.#railOf(request);
    if (!rail) return answered({ status: 404, body: 'no such rail' });
    const operation = rail.operationOf(inner);
    const fault = this.faults.meet({ rail: rail.id, operation, text: `${inner.path} ${inner.body}` });
    this.recorded.push({
      rail: rail.id,
      operation,
      method: inner.method,
      path: inner.path,
      body: inner.body,
      ...(fault && { fault: fault.kind }),
    });
    return fault ? this.#faulted(fault, rail, inner) : answered(rail.answer(inner, this.world));
  }

  #railOf(request: SimRequest): { rail: SimRail | undefined; inner: SimRequest } {
    const [, prefix = '', rest = ''] = /^\/([a-z]+)(\/.*|\?.*|)$/.exec(request.path) ?? [];
    return { rail: this.world.rails.get(prefix), inner: { ...request, path: rest } };
  }

  #faulted(fault: Fault, rail: SimRail, request: SimRequest): WireOutcome {
    const arrive = () => rail.answer(request, this.world);
    switch (fault.kind) {
      case 'refuse_connection':
        return { kind: 'refused' };
      case 'pre_accept_5xx':
        return answered({ status: fault.status ?? 503, body: 'upstream connect error' });
      case 'accept_then_timeout':
        arrive();
        return { kind: 'silence' };
      case 'accept_then_reset':
        arrive();
        return { kind: 'reset' };
      case 'accept_then_5xx':
        arrive();
        return answered({ status: fault.status ?? 502, body: '<html>Bad Gateway</html>' });
      case 'truncated_body':
        return { kind: 'truncated', answer: arrive() };
      case 'html_200':
        arrive();
        return answered({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Portal</html>' });
      case 'slow':
        return { kind: 'answer', answer: arrive(), delayMs: fault.delayMs };
      case 'delayed_arrival':
        this.world.after(fault.delayMs, arrive);
        return { kind: 'silence' };
      case 'throttle':
        return answered({
          status: 429,
          headers: fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) },
          body: '{"message":"Too many requests"}',
        });
      case 'unauthorized':
        return answered({ status: 401, body: '{"message":"Access denied due to invalid token"}' });
      case 'reject':
        return answered({ status: fault.status ?? 400, body: '{"code":"INVALID_INPUT","message":"Invalid input"}' });
      case 'tell_other': {
        const before = new Set(this.world.list());
        const answer = arrive();
        for (const opened of this.world.list()) if (!before.has(opened)) tellOther(opened, fault);
        return answered(answer);
      }
    }
  }
}

/** A network in this process: what an adapter calls in tests. No time passes but the world's. */
export function callOverSim(network: SimNetwork, origin: string): HttpCall {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const outcome = network.send({
      method: request.method,
      path: request.url.slice(origin.length),
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
      body: request.body ?? '',
    });
    switch (outcome.kind) {
      case 'refused':
        return { kind: 'not_sent', cause: 'ECONNREFUSED' };
      case 'silence':
        return { kind: 'uncertain', cause: 'timeout' };
      case 'reset':
        return { kind: 'uncertain', cause: 'ECONNRESET' };
      case 'truncated':
        return { kind: 'uncertain', cause: 'truncated' };
      case 'answer':
        return outcome.delayMs > request.timeoutMs
          ? { kind: 'uncertain', cause: 'timeout' }
          : { kind: 'answer', headers: {}, ...outcome.answer };
    }
  };
}

const answered = (answer: SimAnswer): WireOutcome => ({ kind: 'answer', answer, delayMs: 0 });

function tellOther(opened: SimTransaction, fault: Extract<Fault, { kind: 'tell_other' }>): void {
  const { amountMinor, currency, merchant } = fault;
  opened.told = {
    ...(amountMinor !== undefined && { amountMinor }),
    ...(currency !== undefined && { currency }),
    ...(merchant !== undefined && { merchant }),
  };
}
