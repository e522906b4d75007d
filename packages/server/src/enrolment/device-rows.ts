import type { Id, Install } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import { scopeOf } from '@resto360/sync';
import { putServerRows, type ServerStore } from '@resto360/sync/server';
import type { Transaction } from '../db/transaction.ts';
import type { Enrolled } from './enrolment.ts';
import { hashSecret, newId, newInstall } from './secrets.ts';

/** A device as enrolment knows it. */
export type Device = {
  readonly id: Id<'device'>;
  readonly install: Install;
  readonly series: string;
  readonly kind: DeviceKind;
  readonly name: string;
};

/** The house that a device is enrolled in, as read under its lock. */
export type House = {
  readonly id: Id<'restaurant'>;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  readonly lineage: number;
};

/** A device that was just given its place, and the token that is told once. */
export type Placed = { readonly device: Device; readonly house: House; readonly token: string };

const SERIES_LETTER: Readonly<Record<DeviceKind, string>> = { pos: 'T', kitchen: 'K', office: 'B' };
const DEVICE_COLUMNS = 'device_id as id, install, series, kind, name';

/** Reads the house and keeps its lock to the end of the transaction: so a series is given once. */
export async function lockHouse(transaction: Transaction, restaurant: Id<'restaurant'>): Promise<House | undefined> {
  const answer = await transaction.query<House>({
    text: `select restaurant_id as id, name, slug, currency, lineage from restaurants
            where restaurant_id = $1 for no key update`,
    values: [restaurant],
  });
  return answer.rows[0];
}

/** Writes a new device, with a series of its own. Under the house's lock only. */
export async function insertDevice(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  from: {
    readonly kind: DeviceKind;
    readonly name: string | undefined;
    readonly token: string;
    readonly nowMs: number;
    /** The device that this one is a copy of, and the claim of the copy (SYN-12). */
    readonly copy?: { readonly of: Install; readonly claimHash: string };
  },
): Promise<Device | undefined> {
  const series = await nextSeries(transaction, restaurant, SERIES_LETTER[from.kind]);
  const answer = await transaction.query<Device>({
    text: `insert into devices (restaurant_id, install, device_id, kind, series, name, token_hash, enrolled_at,
                                copy_of, copy_claim)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${DEVICE_COLUMNS}`,
    values: [
      restaurant,
      newInstall(),
      newId(from.nowMs),
      from.kind,
      series,
      from.name ?? series,
      hashSecret(from.token),
      new Date(from.nowMs),
      from.copy?.of ?? null,
      from.copy?.claimHash ?? null,
    ],
  });
  return answer.rows[0];
}

/** Gives a device another token; undefined when it is revoked. */
export async function renewToken(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  install: Install,
  token: string,
): Promise<Device | undefined> {
  const answer = await transaction.query<Device>({
    text: `update devices set token_hash = $3, updated_at = now()
            where restaurant_id = $1 and install = $2 and revoked_at is null returning ${DEVICE_COLUMNS}`,
    values: [restaurant, install, hashSecret(token)],
  });
  return answer.rows[0];
}

/** Tells the other devices of the house of a new one. Harmless when repeated. */
export async function announceDevice(
  restaurant: Id<'restaurant'>,
  device: Device,
  deps: { readonly store: ServerStore; readonly nowMs: () => number },
  copyOf: Install | null = null,
): Promise<void> {
  const { id, install, kind, series, name } = device;
  await putServerRows(restaurant, 'devices', [{ id, f: { install, kind, series, name, revoked: 'no', copyOf } }], deps);
}

/** What the device is told, once. */
export function enrolledAs({ device, house, token }: Placed): Enrolled {
  const { id, name, slug, currency, lineage } = house;
  const { install, series, kind } = device;
  const restaurant = { id, name, slug, currency };
  return { restaurant, device_id: device.id, install, series, kind, token, lineage, scope: scopeOf(kind) };
}

// One above the highest ever given, revoked devices included: paper with an old number is still in a drawer. A restored
// database has forgotten some, so each new history begins a hundred higher (SYN-21).
async function nextSeries(transaction: Transaction, restaurant: Id<'restaurant'>, letter: string): Promise<string> {
  const answer = await transaction.query<{ last: number }>({
    text: `select greatest(
                    coalesce((select max(substr(series, 2)::int) from devices
                               where restaurant_id = $1 and series ~ ('^' || $2 || '[0-9]+$')), 0),
                    (select (lineage - 1) * 100 from restaurants where restaurant_id = $1)) as last`,
    values: [restaurant, letter],
  });
  return `${letter}${(answer.rows[0]?.last ?? 0) + 1}`;
}
