import { SimWorld } from '../sim-world.ts';
import { waveRail } from './wave-rail.ts';
import type { WaveRailOptions } from './wave-rail-options.ts';

/** When a bench's clock starts: noon of a Monday, UTC. */
export const START_MS = Date.UTC(2026, 5, 1, 12);
/** The wallet of a bench. */
export const WALLET: WaveRailOptions = {
  apiKey: 'wave_ci_test_key',
  merchantId: 'wallet-1',
  walletName: 'Chez Awa',
  currency: 'XOF',
  origin: 'http://127.0.0.1:4010',
  webhookSecret: 'secret-new',
  webhookUrl: 'http://127.0.0.1:5000/hooks/wave',
};
/** A session to ask for. */
export const ORDER = {
  amount: '5000',
  currency: 'XOF',
  client_reference: 'ref-1',
  success_url: 'https://shop.test/ok',
  error_url: 'https://shop.test/no',
};

/** An object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** A world with Wave in it, and somebody who calls it with the right key. For tests. */
export function shopOf(options: Partial<WaveRailOptions> = {}) {
  const rail = waveRail({ ...WALLET, ...options });
  const world = new SimWorld([rail], 11, START_MS);
  const call = (
    method: string,
    path: string,
    body: unknown = '',
    authorization: string | null = 'Bearer wave_ci_test_key',
  ) => {
    const headers = authorization === null ? {} : { authorization };
    const answer = rail.answer(
      { method, path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
      world,
    );
    return { ...answer, json: (answer.body.startsWith('{') ? JSON.parse(answer.body) : undefined) as Json };
  };
  const create = (over: Json = {}) => String(call('POST', '/v1/checkout/sessions', { ...ORDER, ...over }).json['id']);
  const of = (id: string) => {
    const found = world.list('wave').find((one) => one.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  };
  return { rail, world, call, create, of };
}

/** What a bench offers. */
export type Shop = ReturnType<typeof shopOf>;

/** Where sessions are. */
export const SESSIONS = '/v1/checkout/sessions';

/** A session that was paid at once. */
export function paidIn(shop: Shop) {
  const id = shop.create();
  shop.world.approve(shop.of(id), '+2250701020304');
  return { id, read: () => shop.call('GET', `${SESSIONS}/${id}`) };
}
