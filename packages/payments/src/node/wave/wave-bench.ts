import type { HttpAnswer, HttpRequest } from '../../http-call.ts';
import type { AskedFor, CallContext, Handle, InitiateInput, MerchantAccount } from '../../provider.ts';
import { waveRail } from '../paysim/rails/wave-rail.ts';
import { START_MS, WALLET } from '../paysim/rails/wave-rail-bench.ts';
import type { WaveRailOptions } from '../paysim/rails/wave-rail-options.ts';
import { SimNetwork, callOverSim } from '../paysim/sim-network.ts';
import type { SimTransaction } from '../paysim/sim-transaction.ts';
import { SimWorld } from '../paysim/sim-world.ts';
import { wave } from './wave.ts';

/** The account that a bench's wallet belongs to. */
export const ACCOUNT: MerchantAccount = {
  provider: 'wave',
  id: 'account-1',
  country: 'CI',
  environment: 'simulator',
  baseUrl: `${WALLET.origin}/wave`,
  settings: { walletName: WALLET.walletName },
};

/** Somebody is to pay 5,000 XOF. */
export const INPUT: InitiateInput = {
  attemptId: 'attempt-1',
  requestId: '6f1c0e5a-8d0e-4a52-9d2c-1b2f3a4c5d6e',
  amountMinor: 5_000,
  currency: 'XOF',
  description: 'Commande 000142',
  returnUrl: 'https://shop.test/back',
};

/** The same, asked about. */
export const askedWith = (handle: Handle): AskedFor => ({
  attemptId: INPUT.attemptId,
  requestId: INPUT.requestId,
  amountMinor: INPUT.amountMinor,
  currency: INPUT.currency,
  handle,
});

/** The adapter's side of a simulated Wave. For tests. */
export function waveBench(options: Partial<WaveRailOptions> = {}) {
  const world = new SimWorld([waveRail({ ...WALLET, ...options })], 5, START_MS);
  const network = new SimNetwork(world);
  const context = (over: Partial<CallContext> = {}): CallContext => ({
    ...contextOf(callOverSim(network, WALLET.origin)),
    nowMs: world.nowMs,
    ...over,
  });
  const nth = (index: number): SimTransaction => {
    const found = world.list('wave')[index];
    if (!found) throw new Error(`no transaction ${index}`);
    return found;
  };
  const calls = () => network.recorded.map(({ method, path }) => `${method} ${path}`);
  return { world, network, context, nth, calls };
}

/** A bench with so many sessions of one request, a second apart; the handle is that of the first. For tests. */
export async function openedBench(count: number) {
  const bench = waveBench();
  for (let index = 0; index < count; index += 1) {
    await wave.initiate(INPUT, bench.context());
    bench.world.advance(1_000);
  }
  const asked = askedWith({ checkoutId: bench.nth(0).id });
  const read = (handle = asked.handle) => wave.read({ ...asked, handle }, bench.context());
  const states = () => bench.world.list('wave').map(({ state }) => state);
  return { ...bench, asked, read, states };
}

/** A call to somebody who answers by a list, whatever is asked, and what they were asked. For tests. */
export function scripted(...answers: readonly (readonly [status: number, body: unknown])[]) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    const [status, body] = answers[Math.min(requests.length, answers.length - 1)] ?? [500, ''];
    requests.push(request);
    return { kind: 'answer', status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  return { context: contextOf(http), requests };
}

function contextOf(http: CallContext['http']): CallContext {
  return {
    account: ACCOUNT,
    secrets: { apiKey: WALLET.apiKey, webhookSecret: WALLET.webhookSecret },
    http,
    tokens: { get: noTokens, drop: noTokens },
    nowMs: START_MS,
  };
}

const noTokens = (): never => {
  throw new Error('Wave has no tokens');
};
