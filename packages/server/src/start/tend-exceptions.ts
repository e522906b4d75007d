import path from 'node:path';
import type { Config } from '../config.ts';
import { listRestaurants } from '../db/list-restaurants.ts';
import type { DatabasePool } from '../db/pool.ts';
import type { ServerLog } from '../db/server-log.ts';
import { scanRestaurant } from '../exceptions/scan-restaurant.ts';
import { Scanner } from '../exceptions/scanner.ts';
import type { Restaurant } from '../exceptions/notice.ts';
import type { Fanout } from '../live/fanout.ts';
import { fileMailer } from '../mail/file-mailer.ts';
import type { Mailer } from '../mail/mailer.ts';
import { sendDigest } from '../mail/send-digest.ts';
import { smtpMailer } from '../mail/smtp-mailer.ts';
import { pgPushDesk } from '../push/pg-push-desk.ts';
import { postPush } from '../push/post-push.ts';
import type { PushKeys } from '../push/push-keys.ts';
import { sendPushes } from '../push/send-pushes.ts';
import { startRounds } from './rounds.ts';

/** What looking after needs. */
export type TendingDeps = {
  readonly pool: DatabasePool;
  readonly fanout: Fanout;
  readonly log: ServerLog;
  readonly nowMs: () => number;
  readonly config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicOrigins'>;
  readonly pushKeys: PushKeys;
};

/**
 * Looks after what is odd, beside serving: notes it after commits of every process, pushes it to the devices that asked,
 * and writes it in the morning. Answers how to stop.
 */
export function tendExceptions(deps: TendingDeps): () => Promise<void> {
  const { pool, fanout, log, nowMs, config } = deps;
  const houses = () => listRestaurants(pool);
  const push = pusherOf(deps);
  const scanner = new Scanner({
    scan: (restaurant) => scanRestaurant(pool, restaurant, nowMs()),
    listRestaurants: houses,
    onOpened: (restaurant) => void push(restaurant).catch((error: unknown) => log.warn(`push: ${String(error)}`)),
    log,
    nowMs,
  });
  fanout.subscribe((restaurant) => scanner.heard(restaurant));
  scanner.start();
  const mailer = mailerOf(config, nowMs);
  const write = (restaurant: Restaurant) => sendDigest(restaurant, { pool, mailer, nowMs });
  const ends = [
    () => scanner.stop(),
    startRounds({ what: 'digest', listRestaurants: houses, visit: write, log }),
    // What a push service did not take, and what another process left when it went.
    startRounds({ what: 'push', listRestaurants: houses, visit: push, log }),
  ];
  return async () => {
    await Promise.all(ends.map((end) => end()));
    mailer.close();
  };
}

function pusherOf({ pool, log, config, pushKeys: keys }: TendingDeps): (restaurant: Restaurant) => Promise<void> {
  const origin = config.publicOrigins?.find((one) => one.startsWith('https:'));
  const desk = pgPushDesk(pool);
  const subject = origin ?? `mailto:${config.mailFrom}`;
  return (restaurant) =>
    sendPushes(restaurant, { desk, keys, subject, post: (request) => postPush(request, 'public'), log });
}

function mailerOf({ smtpUrl, mailFrom: from, dataDir }: TendingDeps['config'], nowMs: () => number): Mailer {
  if (smtpUrl !== undefined) return smtpMailer(smtpUrl, { from });
  return fileMailer(path.join(dataDir, 'mail'), { from, nowMs });
}
