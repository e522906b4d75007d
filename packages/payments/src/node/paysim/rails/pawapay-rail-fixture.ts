import type { SimRequest } from '../sim-call.ts';
import { SimWorld } from '../sim-world.ts';
import type { PawapayRailOptions } from './pawapay-rail-desk.ts';
import { pawapayRail } from './pawapay-rail.ts';

/** When the world begins. */
export const START_MS = Date.UTC(2026, 10, 28, 12);
/** The deposit. */
export const ID = '7d0f4d3a-52a4-4c0e-9d0e-2f6a1d3b5c01';
/** Its refund. */
export const REFUND = '7d0f4d3a-52a4-4c0e-9d0e-2f6a1d3b5c02';
/** A number of the sandbox that pays. */
export const PAID = '2250503456789';

/** The rail with an account, and the calls of its merchant. */
export function start(more: Partial<PawapayRailOptions> = {}) {
  const rail = pawapayRail({ merchant: 'm-1', apiToken: 'k', callbackUrl: 'https://hub.test/hooks/p', ...more });
  const world = new SimWorld([rail], 1, START_MS);
  const send = (method: string, path: string, body: unknown = '', headers: SimRequest['headers'] = AUTHORIZED) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { status, body: answered } = rail.answer({ method, path, headers, body: text }, world);
    return { status, body: JSON.parse(answered) as Record<string, unknown> };
  };
  const deposit = (changes: object = {}) => send('POST', '/v2/deposits', { ...DEPOSIT, ...changes });
  const read = (id = ID) => send('GET', `/v2/deposits/${id}`).body as { status: string; data: Record<string, unknown> };
  const refund = (changes: object = {}) => send('POST', '/v2/refunds', { ...BACK, ...changes });
  const callbacks = () => world.takeDue().map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { rail, world, send, deposit, read, refund, callbacks };
}

/** The headers of a merchant with the right token. */
export const AUTHORIZED = { authorization: 'Bearer k' };
/** A payer: operator and number. */
export const by = (provider: string, phoneNumber: string) => ({
  payer: { type: 'MMO', accountDetails: { phoneNumber, provider } },
});
/** A request for 5,000 francs. */
export const DEPOSIT = { depositId: ID, amount: '5000', currency: 'XOF', ...by('MTN_MOMO_CIV', '2250501020304') };
const BACK = { refundId: REFUND, depositId: ID, amount: '2000', currency: 'XOF' };
/** A refusal for this reason. */
export const rejected = (failureCode: string) => ({ status: 'REJECTED', failureReason: { failureCode } });
