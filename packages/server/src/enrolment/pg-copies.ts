import type { Install } from '@resto360/domain';
import { type Transaction, withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import type { DeviceIdentity } from './credentials.ts';
import { announceDevice, enrolledAs, insertDevice, lockHouse, renewToken, type Placed } from './device-rows.ts';
import type { Enrolled } from './enrolment.ts';
import type { EnrolmentDeps } from './pg-enrolment.ts';
import { hashSecret, newSecret, SecretKind } from './secrets.ts';

/** A device may become another one this often in a day: more is no accident with copied tablets. */
export const COPIES_MAX = 5;
const DAY_MS = 24 * 3_600_000;

/**
 * Gives a tablet that turned out to be a copy of another (or an image of itself, put back) an install and a series of its
 * own, so that both may go on; undefined when it asks too often. The same claim repeats a lost answer with a new token.
 * **Source** SYN-12.
 */
export async function enrolCopy(
  device: DeviceIdentity,
  claim: string,
  deps: EnrolmentDeps,
): Promise<Enrolled | undefined> {
  try {
    const { restaurant } = device;
    const placed = await withTransaction(deps.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
      place(transaction, device, { claimHash: hashSecret(claim), nowMs: deps.nowMs() }),
    );
    if (!placed) return undefined;
    await announceDevice(restaurant, placed.device, deps, device.install);
    return enrolledAs(placed);
  } catch (error) {
    throw sortStoreError(error);
  }
}

async function place(
  transaction: Transaction,
  { restaurant, install, kind }: DeviceIdentity,
  { claimHash, nowMs }: { claimHash: string; nowMs: number },
): Promise<Placed | undefined> {
  const house = await lockHouse(transaction, restaurant);
  const copies = await transaction.query<{ install: Install; claim: string; enrolledAt: Date; name: string }>({
    text: `select c.install, c.copy_claim as claim, c.enrolled_at as "enrolledAt", c.name
             from devices c where c.restaurant_id = $1 and c.copy_of = $2`,
    values: [restaurant, install],
  });
  if (!house) return undefined;
  const token = newSecret(SecretKind.device, restaurant);
  const before = copies.rows.find((copy) => copy.claim === claimHash);
  const lately = copies.rows.filter(({ enrolledAt }) => nowMs - enrolledAt.getTime() < DAY_MS);
  if (!before && lately.length >= COPIES_MAX) return undefined;
  const device = before
    ? await renewToken(transaction, restaurant, before.install, token)
    : await insertDevice(transaction, restaurant, {
        kind,
        name: await nameOf(transaction, restaurant, install),
        token,
        nowMs,
        copy: { of: install, claimHash },
      });
  return device && { device, house, token };
}

// It keeps the name that people know the tablet by; its series tells the two apart.
async function nameOf(transaction: Transaction, restaurant: string, install: Install): Promise<string | undefined> {
  const answer = await transaction.query<{ name: string; series: string }>({
    text: 'select name, series from devices where restaurant_id = $1 and install = $2',
    values: [restaurant, install],
  });
  const [row] = answer.rows;
  return row && row.name !== row.series ? row.name : undefined;
}
