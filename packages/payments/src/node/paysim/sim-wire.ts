import type { ServerResponse } from 'node:http';
import type { SimAnswer } from './sim-call.ts';
import type { WireOutcome } from './sim-network.ts';
import type { SimWorld } from './sim-world.ts';

/**
 * Plays on a real socket how a call ended. A delay is waited for by the world's clock: with the wall's, or until somebody
 * moves it.
 * **Why** `refused` is a connection that ends without an answer, and none that is not taken: the server listens for
 * everybody. Who called can't tell it from a request that arrived, and must not.
 */
export function playOutcome(outcome: WireOutcome, response: ServerResponse, world: SimWorld): void {
  switch (outcome.kind) {
    case 'answer':
      if (outcome.delayMs === 0) writeAnswer(response, outcome.answer);
      else world.after(outcome.delayMs, () => writeAnswer(response, outcome.answer));
      return;
    case 'refused':
      response.socket?.destroy();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'truncated':
      writeHalf(response, outcome.answer);
      return;
    case 'silence':
      // Until the caller goes.
      return;
  }
}

/** Writes an answer, unless the caller has gone. */
export function writeAnswer(response: ServerResponse, { status, headers = {}, body }: SimAnswer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function writeHalf(response: ServerResponse, { status, headers = {}, body }: SimAnswer): void {
  const whole = Buffer.from(body === '' ? '{}' : body);
  response.writeHead(status, { ...headers, 'content-length': whole.length });
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy());
}
