import path from 'node:path';
import type { Config } from '../config.ts';
import { listRestaurants } from '../db/list-restaurants.ts';
import type { DatabasePool } from '../db/pool.ts';
import type { ServerLog } from '../db/server-log.ts';
import { scanRestaurant } from '../exceptions/scan-restaurant.ts';
import { Scanner } from '../exceptions/scanner.ts';
import type { Fanout } from '../live/fanout.ts';
import { startDailyDigests } from '../mail/daily-digests.ts';
import { fileMailer } from '../mail/file-mailer.ts';
import type { Mailer } from '../mail/mailer.ts';
import { sendDigest } from '../mail/send-digest.ts';
import { smtpMailer } from '../mail/smtp-mailer.ts';

/**
 * Looks after what is odd, beside serving: after commits of every process, at the start, and in the
 * morning by mail. Answers how to stop.
 */
export function tendExceptions(deps: {
  readonly pool: DatabasePool;
  readonly fanout: Fanout;
  readonly log: ServerLog;
  readonly nowMs: () => number;
  readonly config: MailConfig;
}): () => Promise<void> {
  const { pool, fanout, log, nowMs, config } = deps;
  const scanner = new Scanner({
    scan: (restaurant) => scanRestaurant(pool, restaurant, nowMs()),
    listRestaurants: () => listRestaurants(pool),
    onOpened: (restaurant, opened) => log.debug(`${opened.length} exceptions opened in restaurant ${restaurant}`),
    log,
    nowMs,
  });
  fanout.subscribe((restaurant) => scanner.heard(restaurant));
  scanner.start();
  const mailer = mailerOf(config, nowMs);
  const endDigests = startDailyDigests({
    listRestaurants: () => listRestaurants(pool),
    send: (restaurant) => sendDigest(restaurant, { pool, mailer, nowMs }),
    log,
  });
  return async () => {
    await Promise.all([scanner.stop(), endDigests()]);
    mailer.close();
  };
}

type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>;

function mailerOf({ smtpUrl, mailFrom: from, dataDir }: MailConfig, nowMs: () => number): Mailer {
  if (smtpUrl !== undefined) return smtpMailer(smtpUrl, { from });
  return fileMailer(path.join(dataDir, 'mail'), { from, nowMs });
}
