import type { Id, Install } from '@resto360/domain';
import type { DeviceKind, DeviceHealth, HealthReport } from '@resto360/sync';
import { putServerRows, type ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import { forgetSubscription } from '../push/forget-subscription.ts';
import { createCode } from './codes.ts';
import type { DeviceIdentity } from './credentials.ts';
import type { DeviceDesk, RevokeRefusal } from './device-desk.ts';

/** What the desk needs from outside. `forget`: drops what is believed of a token, by its hash. */
export type DeskDeps = {
  readonly pool: DatabasePool;
  readonly store: ServerStore;
  readonly forget: (tokenHash: string) => void;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
};

/** The desk on PostgreSQL. */
export function pgDeviceDesk(deps: DeskDeps): DeviceDesk {
  return {
    report: (device, health) => sorted(() => report(device, health, deps)),
    list: (restaurant) => sorted(() => list(restaurant, deps)),
    revoke: (by, install) => sorted(() => revoke(by, install, deps)),
    code: (restaurant, kind) =>
      sorted(async () => {
        const { code, expiresAt } = await createCode(deps.pool, restaurant, kind, deps.nowMs);
        return { code, kind, expiresAt: expiresAt.getTime() };
      }),
  };
}

async function report(device: DeviceIdentity, health: HealthReport, { pool, nowMs }: DeskDeps): Promise<void> {
  const { restaurant, install } = device;
  const { unsent, oldestUnsentMs, skewMs, persisted, usageBytes, quotaBytes, appVersion, leads, misfits } = health;
  await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query({
      name: 'device_health_report',
      text: `insert into device_health as h (restaurant_id, install, reported_at, unsent, oldest_unsent_ms, skew_ms,
                                             persisted, usage_bytes, quota_bytes, app_version, leads, misfits)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             on conflict (restaurant_id, install) do update
                set reported_at = excluded.reported_at, unsent = excluded.unsent,
                    oldest_unsent_ms = excluded.oldest_unsent_ms, skew_ms = excluded.skew_ms,
                    persisted = excluded.persisted, usage_bytes = excluded.usage_bytes,
                    quota_bytes = excluded.quota_bytes, app_version = excluded.app_version, leads = excluded.leads,
                    misfits = excluded.misfits
              where h.restaurant_id = $1`,
      values: [
        restaurant,
        install,
        new Date(nowMs()),
        unsent,
        oldestUnsentMs,
        skewMs,
        persisted,
        usageBytes,
        quotaBytes,
        appVersion,
        leads,
        misfits,
      ],
    }),
  );
}

type Listed = Omit<DeviceHealth, 'health' | 'enrolledAt' | 'revokedAt'> & {
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  readonly reportedAt: Date | null;
} & { readonly [K in keyof HealthReport]: HealthReport[K] | null };

// An install without a token is the server's own: it wrote the demo and syncs nowhere.
async function list(restaurant: Id<'restaurant'>, { pool }: DeskDeps): Promise<DeviceHealth[]> {
  const { rows } = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<Listed>({
      text: `select d.install, d.name, d.kind, d.series, d.enrolled_at as "enrolledAt", d.revoked_at as "revokedAt",
                    h.reported_at as "reportedAt", h.unsent, h.oldest_unsent_ms as "oldestUnsentMs",
                    h.skew_ms as "skewMs", h.persisted, h.usage_bytes as "usageBytes", h.quota_bytes as "quotaBytes",
                    h.app_version as "appVersion", h.leads, h.misfits
               from devices d
               left join device_health h on h.restaurant_id = $1 and h.install = d.install
              where d.restaurant_id = $1 and d.token_hash is not null order by d.enrolled_at, d.install`,
      values: [restaurant],
    }),
  );
  return rows.map(listed);
}

function listed({ install, name, kind, series, enrolledAt, revokedAt, reportedAt, ...said }: Listed): DeviceHealth {
  const whose = { install, name, kind, series, enrolledAt: enrolledAt.getTime() };
  const health = reportedAt && { ...(said as HealthReport), reportedAt: reportedAt.getTime() };
  return { ...whose, revokedAt: revokedAt?.getTime() ?? null, health };
}

type Revoked = {
  readonly id: Id<'device'>;
  readonly kind: DeviceKind;
  readonly series: string;
  readonly name: string;
  readonly tokenHash: string | null;
};

/**
 * The token is refused from the commit on: this process forgets what it believes of it, another one within its few
 * seconds. The row for the others is written after the commit; a repeated call writes it again.
 */
async function revoke(by: DeviceIdentity, install: Install, deps: DeskDeps): Promise<'revoked' | RevokeRefusal> {
  const { restaurant } = by;
  if (install === by.install) return 'own_device';
  const { rows } = await withTransaction(
    deps.pool,
    { mode: 'write', restaurantId: restaurant },
    async (transaction) => {
      const revoked = await transaction.query<Revoked>({
        text: `update devices set revoked_at = coalesce(revoked_at, $3), updated_at = $3
              where restaurant_id = $1 and install = $2 and token_hash is not null
              returning device_id as id, kind, series, name, token_hash as "tokenHash"`,
        values: [restaurant, install, new Date(deps.nowMs())],
      });
      await forgetSubscription(transaction, restaurant, install);
      return revoked;
    },
  );
  const [device] = rows;
  if (!device) return 'not_found';
  if (device.tokenHash !== null) deps.forget(device.tokenHash);
  const { id, kind, series, name } = device;
  await putServerRows(restaurant, 'devices', [{ id, f: { install, kind, series, name, revoked: 'yes' } }], deps);
  return 'revoked';
}

async function sorted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sortStoreError(error);
  }
}
