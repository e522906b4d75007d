import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { nodeHttpCall } from '@resto360/payments/node';
import type { ServerStore } from '@resto360/sync/server';
import type { Config } from '../config.ts';
import { listRestaurants } from '../db/list-restaurants.ts';
import type { DatabasePool } from '../db/pool.ts';
import type { ServerLog } from '../db/server-log.ts';
import type { Accounts } from './accounts.ts';
import type { Jobs } from './jobs.ts';
import { startPaymentWorker } from './payment-worker.ts';
import { providerOf } from './providers.ts';

/**
 * Works on payments in this process, over the real network. `paysim`: the origin of a simulator that may be called though it
 * is on this machine. Answers how to stop, which lets calls that are being made end.
 */
export function workOnPayments(deps: {
  readonly pool: DatabasePool;
  readonly store: ServerStore;
  readonly jobs: Jobs;
  readonly accounts: Accounts;
  readonly config: Pick<Config, 'publicOrigins'>;
  readonly log: Pick<ServerLog, 'warn'>;
  readonly nowMs: () => number;
  readonly paysim: string | undefined;
}): Promise<() => Promise<void>> {
  const { pool, config, paysim } = deps;
  const origin = config.publicOrigins?.find((one) => one.startsWith('https:')) ?? 'https://localhost';
  return startPaymentWorker({
    ...deps,
    provider: providerOf,
    http: nodeHttpCall({ allowedOrigins: paysim === undefined ? [] : [paysim] }),
    listRestaurants: () => listRestaurants(pool),
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    owner: `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`,
    returnUrl: `${origin}/`,
  });
}
