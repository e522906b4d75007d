import { canonicalJson, nameId, type Id, type Json } from '@resto360/domain';
import type { Capabilities, MerchantAccount, Rail } from '@resto360/payments';
import type { ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { putOver } from './put-over.ts';
import type { SecretBox } from './secret-box.ts';

/** A merchant's account as somebody sets it up. */
export type NewAccount = {
  readonly id: string;
  readonly rail: string;
  readonly name: string;
  readonly provider: string;
  readonly country: string;
  readonly environment: MerchantAccount['environment'];
  readonly baseUrl: string;
  readonly webhookUrl: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly position: number;
  /** What customers dial or see on the wall. */
  readonly merchantCode: string | null;
  /** Operators that a till offers, where the provider has several. */
  readonly operators: readonly string[];
};

/** An account with its secrets open: for a call, and for nothing that is kept. */
export type OpenAccount = Pick<Rail, 'account' | 'secrets' | 'mayAsk'>;

/** The accounts of restaurants at providers: their secrets lie closed, and are opened for a call only (TEN-20). */
export class Accounts {
  readonly #pool: DatabasePool;
  readonly #box: SecretBox;
  readonly #mayPlay: boolean;

  /** `mayPlay`: an account at the simulator is taken for one; never in production. */
  constructor(pool: DatabasePool, box: SecretBox, { mayPlay }: { readonly mayPlay: boolean }) {
    this.#pool = pool;
    this.#box = box;
    this.#mayPlay = mayPlay;
  }

  /** Sets an account up, or changes it. */
  async put(restaurant: Id<'restaurant'>, account: NewAccount): Promise<void> {
    const closed = Object.entries(account.secrets).map(([field, secret]) => [
      field,
      this.#box.close(secret, { restaurant, account: account.id, field }),
    ]);
    await withTransaction(this.#pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
      transaction.query({
        text: `insert into payment_accounts (restaurant_id, account_id, rail, provider, name, country, environment, base_url,
                                             webhook_url, settings, secrets, position)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
               on conflict (restaurant_id, account_id) do update
                  set rail = excluded.rail, provider = excluded.provider, name = excluded.name, country = excluded.country,
                      environment = excluded.environment, base_url = excluded.base_url, webhook_url = excluded.webhook_url,
                      settings = excluded.settings, secrets = excluded.secrets, position = excluded.position,
                      is_active = true, updated_at = now()`,
        values: [
          restaurant,
          account.id,
          account.rail,
          account.provider,
          account.name,
          account.country,
          account.environment,
          account.baseUrl,
          account.webhookUrl,
          JSON.stringify(account.settings),
          JSON.stringify(Object.fromEntries(closed)),
          account.position,
        ],
      }),
    );
  }

  /**
   * Switches an account off: no money is asked for over it until it is set up again. What has left is read to its end, claims
   * are verified, and its provider's calls are heard. Answers its rail; undefined where there is no such account.
   */
  async switchOff(restaurant: Id<'restaurant'>, id: string): Promise<string | undefined> {
    const found = await withTransaction(this.#pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
      transaction.query<{ readonly rail: string }>({
        text: `update payment_accounts set is_active = false, updated_at = now()
                where restaurant_id = $1 and account_id = $2 returning rail`,
        values: [restaurant, id],
      }),
    );
    return found.rows[0]?.rail;
  }

  /** The id of the account of a rail, switched off or not; undefined where the restaurant has none. */
  async idOf(restaurant: Id<'restaurant'>, rail: string): Promise<string | undefined> {
    const found = await withTransaction(this.#pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
      transaction.query<{ readonly id: string }>({
        text: 'select account_id as id from payment_accounts where restaurant_id = $1 and rail = $2',
        values: [restaurant, rail],
      }),
    );
    return found.rows[0]?.id;
  }

  /** The rail of an account, switched off or not; undefined where the restaurant has no such account. */
  async railOf(restaurant: Id<'restaurant'>, id: string): Promise<string | undefined> {
    const found = await withTransaction(this.#pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
      transaction.query<{ readonly rail: string }>({
        text: 'select rail from payment_accounts where restaurant_id = $1 and account_id = $2',
        values: [restaurant, id],
      }),
    );
    return found.rows[0]?.rail;
  }

  /** The account of an id, opened, switched off or not (`mayAsk`); undefined where there is none that may be called. */
  async open(restaurant: Id<'restaurant'>, id: string): Promise<OpenAccount | undefined> {
    const found = await withTransaction(this.#pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
      transaction.query<Stored>({
        name: 'payment_account',
        text: `select account_id as id, provider, country, environment, base_url as "baseUrl", webhook_url as "webhookUrl",
                      settings, secrets, is_active as "mayAsk"
                 from payment_accounts where restaurant_id = $1 and account_id = $2`,
        values: [restaurant, id],
      }),
    );
    const [stored] = found.rows;
    if (!stored || (stored.environment === 'simulator' && !this.#mayPlay)) return undefined;
    const { secrets: closed, webhookUrl, mayAsk, ...account } = stored;
    const opened = Object.entries(closed).map(([field, secret]) => [
      field,
      this.#box.open(secret, { restaurant, account: id, field }),
    ]);
    return {
      account: { ...account, ...(webhookUrl !== null && { webhookUrl }) },
      secrets: Object.fromEntries(opened) as Record<string, string>,
      mayAsk,
    };
  }
}

type Stored = Omit<MerchantAccount, 'webhookUrl'> & {
  readonly webhookUrl: string | null;
  readonly secrets: Readonly<Record<string, string>>;
  readonly mayAsk: boolean;
};

/** A rail as tills are told of it. */
export type ToldRail = Pick<NewAccount, 'rail' | 'name' | 'position' | 'merchantCode' | 'operators'>;

/**
 * Tells the tills of a rail: what it is called, and what it can do here. A start that changes nothing writes nothing, because
 * every tablet would read it. Whether the rail is left alone stays as a worker said it, which ends by itself (PAY-17).
 */
export async function tellRail(
  restaurant: Id<'restaurant'>,
  rail: ToldRail,
  can: Capabilities,
  deps: { readonly store: ServerStore; readonly nowMs: () => number },
): Promise<void> {
  await putRail(restaurant, rail.rail, (kept) => ({ ...railFields(rail, can), ...opennessIn(kept) }), deps);
}

/** Tells the tills that a rail is there no more. */
export async function hideRail(
  restaurant: Id<'restaurant'>,
  rail: string,
  deps: { readonly store: ServerStore; readonly nowMs: () => number },
): Promise<void> {
  await putRail(restaurant, rail, (kept) => kept && { ...kept, isActive: 'no' }, deps);
}

/** The fields of a rail, as they stand or as they are to become. */
export type RailFields = Readonly<Record<string, Json>>;

/**
 * Changes a rail as tills know it, over whatever another process writes meanwhile; `become` is asked anew then. Nothing is
 * written where it changes nothing, or answers undefined.
 */
export async function putRail(
  restaurant: Id<'restaurant'>,
  rail: string,
  become: (kept: RailFields | undefined) => RailFields | undefined,
  deps: { readonly store: ServerStore; readonly nowMs: () => number },
): Promise<void> {
  const id = nameId(`rail:${restaurant}:${rail}`);
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const kept = (await deps.store.rows(restaurant, 'rails')).find((row) => row.id === id);
    const f = become(kept?.f);
    if (!f || (kept && canonicalJson(kept.f) === canonicalJson(f))) return;
    if (await putOver(restaurant, 'rails', [{ id, f, over: kept?.v ?? null }], deps)) return;
  }
  throw new Error(`The rail ${rail} changed each time that it was to be written.`);
}

/** So often at most is a rail read anew because another process wrote it. */
const LOOKS_MAX = 8;

const railFields = ({ rail, name, position, merchantCode, operators }: ToldRail, can: Capabilities) => ({
  rail,
  name,
  position,
  flows: can.flows.filter((flow) => flow !== 'cash'),
  operators: [...operators],
  needsPayer: can.needsPayer,
  minMinor: can.amount.minMinor,
  maxMinor: can.amount.maxMinor,
  stepMinor: can.amount.stepMinor,
  merchantCode,
  windowMs: can.customerWindowMs,
  provesReferences: can.references === 'readable',
  refunds: can.refund,
  isActive: 'yes',
});

/** What a rail is known to say of whether it answers; that it does where it says nothing. */
const opennessIn = (kept: RailFields | undefined) => ({
  isOpen: kept?.['isOpen'] ?? 'yes',
  closedUntil: kept?.['closedUntil'] ?? null,
  closedOperators: kept?.['closedOperators'] ?? [],
});
