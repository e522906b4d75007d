import { isId } from '@resto360/domain';
import { hearWebhook } from '@resto360/payments';
import type { DatabasePool } from '../db/pool.ts';
import type { HearProvider } from '../http/webhook-route.ts';
import { Accounts } from './accounts.ts';
import type { Jobs } from './jobs.ts';
import { PgAttemptStore } from './pg-attempt-store.ts';
import { pgWebhookInbox } from './pg-webhook-inbox.ts';
import { providerOf } from './providers.ts';
import { pgQueueDesk, type QueueDesk } from './queue-desk.ts';
import { attemptNamed, provesItself, unsignedInbox } from './unsigned-calls.ts';
import { SecretBox, type MasterKey } from './secret-box.ts';

/** Everything about payments that serving needs; the worker is started apart. */
export type Payments = { readonly accounts: Accounts; readonly queue: QueueDesk; readonly hear: HearProvider };

/** Puts it together over one database. */
export function openPayments(deps: {
  readonly pool: DatabasePool;
  readonly jobs: Jobs;
  readonly key: MasterKey;
  /** Keys of before, which still open what they closed. */
  readonly formerKeys?: readonly MasterKey[];
  readonly nowMs: () => number;
  readonly mayPlay: boolean;
}): Payments {
  const { pool, jobs, key, formerKeys } = deps;
  const accounts = new Accounts(pool, new SecretBox(key, formerKeys), deps);
  const hear: HearProvider = async (restaurant, id, named, request) => {
    if (!isId(restaurant)) return undefined;
    const opened = await accounts.open(restaurant, id);
    const provider = providerOf(named);
    if (!provider || opened?.account.provider !== named) return undefined;
    const rail = { provider, ...opened };
    const store = new PgAttemptStore(pool, restaurant, jobs.send);
    let inbox = pgWebhookInbox(pool, restaurant);
    if (!provesItself(rail)) {
      const reading = provider.readWebhook(request, opened.account, opened.secrets);
      if (!reading.ok) return { kind: 'refused', reason: reading.reason };
      const attempt = await attemptNamed(pool, restaurant, rail, reading.about);
      if (attempt === undefined) return { kind: 'nobody' };
      inbox = unsignedInbox(pool, restaurant, attempt);
    }
    const heard = await hearWebhook(request, rail, { inbox, store });
    if (heard.kind === 'woken') jobs.poke();
    return heard;
  };
  return { accounts, queue: pgQueueDesk(deps), hear };
}
