import { decimalText } from '../../../encode-amount.ts';
import type { SimDesk } from '../sim-desk.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import { tellClock } from './set-clock.ts';

/** `GET /__sim/truth`: who was really debited. `requestId`: our own id of the request, where there was one. */
export function tellTruth({ world }: SimDesk) {
  const all = world.list();
  const of = (rail: string, id: string) => all.find((one) => one.rail === rail && one.id === id);
  return { debits: world.truth().map((debit) => ({ ...debit, requestId: requestIdOf(of(debit.rail, debit.id)) })) };
}

/** `GET /__sim/requests?provider=`: the calls as they came, without keys. */
export function tellRequests(rail: string | null, { network, setup }: SimDesk) {
  const asked = network.recorded.filter((one) => rail === null || one.rail === rail);
  const masked = (text: string) => setup.secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text);
  return { requests: asked.map((one) => ({ ...one, path: masked(one.path), body: masked(one.body) })) };
}

/** `GET /__sim/board`: what the customer's page shows: what waits, what came to nothing, the last debits, the clock. */
export function tellBoard(desk: SimDesk) {
  const { world } = desk;
  const waiting = world.list().filter(({ state }) => state === 'pending');
  const ended = world.list().filter(({ state }) => state === 'failed' || state === 'expired');
  const debits = world
    .truth()
    .toReversed()
    .toSorted((a, b) => b.atMs - a.atMs);
  return {
    ...tellClock(desk),
    rails: [...world.rails.keys()],
    requests: waiting.slice(-SHOWN_MAX).map(shown),
    ended: ended.slice(-ENDED_MAX).map(shown),
    debits: debits.slice(0, SHOWN_MAX).map((debit) => ({ ...debit, amount: decimalText(debit) })),
  };
}

/** Our id of a request: Wave has its own beside it. */
export function requestIdOf(one: SimTransaction | undefined): string | null {
  if (!one || one.isUnasked) return null;
  return one.rail === 'wave' ? (one.facts['clientReference'] ?? null) : one.id;
}

const SHOWN_MAX = 50;
const ENDED_MAX = 5;

const shown = (one: SimTransaction) => ({
  rail: one.rail,
  id: one.id,
  amount: decimalText(one),
  currency: one.currency,
  payer: one.payer,
  expiresAtMs: one.expiresAtMs,
});
