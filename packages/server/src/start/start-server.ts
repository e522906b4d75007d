import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Paysim } from '@resto360/payments/paysim';
import { allowedOrigins, type Config } from '../config.ts';
import { errorCode } from '../db/database-error.ts';
import { LocalFanout } from '../live/fanout.ts';
import { ownOrigins } from '../live/own-origins.ts';
import { pokingStore } from '../live/poking-store.ts';
import { RedisFanout } from '../live/redis-fanout.ts';
import { openRedisLine } from '../live/redis-line.ts';
import { formerKeysOf, readMasterKey } from '../payments/master-key.ts';
import { openPayments } from '../payments/open-payments.ts';
import { workOnPayments } from '../payments/work-on-payments.ts';
import { keepPushKeys } from '../push/push-keys.ts';
import { loadDemoAlone } from './demo-alone.ts';
import { demoCodes } from './demo-codes.ts';
import { startDemoPayments } from './demo-payments.ts';
import { LateLog } from './late-log.ts';
import { openHouse } from './open-house.ts';
import { purgeDaily } from './purge-daily.ts';
import { readyText } from './ready-text.ts';
import { replayHeld } from './replay-held.ts';
import { tendExceptions } from './tend-exceptions.ts';
import { prepareMonthsDaily } from './tend-journal.ts';
import { serveHouse } from './serve-house.ts';

/** A server that serves. */
export type RunningServer = {
  readonly port: number;
  /** What to print. */
  readonly readyText: string;
  /** Resolves when the database went away by itself: then there is nothing left to serve. */
  readonly lost: Promise<void>;
  /** Says good-bye to devices, finishes answers, closes the database. Harmless when repeated. */
  stop(): Promise<void>;
};

/** What a test does otherwise: where the log goes, which app is served, how the database is opened; `isBare`: no demo. */
export type StartOptions = {
  readonly isBare?: true;
  readonly logStream?: { write(line: string): void };
  readonly webRoot?: string;
  readonly open?: typeof openHouse;
  /** Has its hand on the providers that are played. */
  readonly onPaysim?: (paysim: Paysim) => void;
};

const nowMs = () => Date.now();
const WEB_ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../web/dist');

/**
 * From nothing to a serving restaurant.
 *
 * ```
 * database → migrate → demo → listen → fresh codes → ready
 * ```
 *
 * **Errors**: throws with a sentence for the operator, with everything closed again.
 */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const log = new LateLog();
  const house = await (options.open ?? openHouse)(config, log, { share: false });
  const fanout =
    config.redisUrl === undefined ? new LocalFanout() : new RedisFanout(openRedisLine(config.redisUrl), log);
  let port = config.port;
  try {
    if (!options.isBare) await loadDemoAlone(house, nowMs);
    const pushKeys = await keepPushKeys(house.database.adminUrl);
    const key = await readMasterKey(config);
    const formerKeys = formerKeysOf(config);
    const payments = openPayments({ ...house, key, formerKeys, nowMs, mayPlay: config.paysim !== undefined });
    const app = await serveHouse(house, {
      nowMs,
      fanout,
      metricsToken: config.metricsToken,
      pushKey: pushKeys.publicKey,
      payments,
      onCommit: () => house.jobs.poke(),
      webRoot: options.webRoot ?? WEB_ROOT,
      origins: () => config.publicOrigins ?? [...allowedOrigins(config, port), ...ownOrigins(port)],
      log: { level: config.logLevel, ...(options.logStream ? { stream: options.logStream } : {}) },
    });
    log.use(app.log);
    await listen(app, config.port);
    port = portOf(app.server.address());
    const demo = options.isBare ? [] : await demoCodes(house.pool, nowMs);
    const serverOrigin = `http://127.0.0.1:${port}`;
    const store = pokingStore(house.store, (restaurant, at) => fanout.publish(restaurant, at));
    const paysim =
      options.isBare || config.paysim === undefined
        ? undefined
        : await startDemoPayments({ port: config.paysim, serverOrigin, accounts: payments.accounts, store, nowMs });
    if (paysim) options.onPaysim?.(paysim);
    const endPayments =
      config.paymentWorker === 'apart'
        ? async () => {}
        : await workOnPayments({
            ...house,
            store,
            accounts: payments.accounts,
            config,
            log,
            nowMs,
            paysim: paysim?.origin,
          });
    const endDaily = prepareMonthsDaily(house.database.adminUrl, nowMs, log);
    const endTending = tendExceptions({ ...house, fanout, log, nowMs, config, pushKeys });
    const endPurging = purgeDaily({ ...house, log, nowMs });
    let stopping: Promise<void> | undefined;
    const replaying = replayHeld({ ...house, log, nowMs, isStopping: () => stopping !== undefined }).catch(
      (error: unknown) => log.warn(`ops that were put apart: ${String(error)}`),
    );
    const stop = () => {
      // From here on connections end because we end them.
      endDaily();
      stopping ??= Promise.all([
        app.close(),
        replaying,
        endTending(),
        endPurging(),
        endPayments(),
        paysim?.close(),
      ]).then(() => {
        log.hush();
        fanout.close();
        return house.close();
      });
      return stopping;
    };
    const text = readyText(`http://localhost:${port}`, { demo, notice: house.database.notice, paysim: paysim?.origin });
    return { port, readyText: text, lost: house.database.lost, stop };
  } catch (error) {
    fanout.close();
    await house.close();
    throw error;
  }
}

/** On every address of the machine; on a machine without IPv6, on those of IPv4. */
async function listen(app: FastifyInstance, port: number): Promise<void> {
  try {
    await app.listen({ port, host: '::' });
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(errorCode(error) ?? '')) throw explained(error, port);
    await app.listen({ port, host: '0.0.0.0' });
  }
}

function explained(error: unknown, port: number): unknown {
  const code = errorCode(error);
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is in use by another program: stop it, or set PORT to another number.`);
  if (code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user: set PORT to a number above 1023.`);
  return error;
}

function portOf(address: ReturnType<import('node:net').Server['address']>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
