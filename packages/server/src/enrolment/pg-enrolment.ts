import { ok, refused, type Id, type Install } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import type { ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from '../db/pool.ts';
import { type Transaction, withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import {
  announceDevice,
  enrolledAs,
  insertDevice,
  lockHouse,
  renewToken,
  type Device,
  type Placed,
} from './device-rows.ts';
import type { EnrolAnswer, EnrolRefusal, EnrolRequest } from './enrolment.ts';
import { codeHash, hashSecret, newSecret, routeHash, sameHash, SecretKind } from './secrets.ts';

/** What enrolment needs from outside. */
export type EnrolmentDeps = {
  readonly pool: DatabasePool;
  readonly store: ServerStore;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
};

/**
 * Turns a one-time code into a device.
 *
 * ```
 * first half ─► restaurant ─► its lock ─► code: wrong? one try less · another house's? unspent · new? a device ·
 *                       same claim? the same device, a new token ─► COMMIT ─► the device's row for the others
 * ```
 * **Why** a new token on a repeated claim: only the hash of the first is kept, and whoever lost the answer lost it.
 * The row for the others is written after the commit, at a version of its own; a crash between the two leaves a device
 * that works and has no name on other screens until the claim is repeated.
 * **Source** TEN-13.
 */
export async function enrolDevice(request: EnrolRequest, deps: EnrolmentDeps): Promise<EnrolAnswer> {
  try {
    return await enrol(request, deps);
  } catch (error) {
    throw sortStoreError(error);
  }
}

async function enrol(request: EnrolRequest, deps: EnrolmentDeps): Promise<EnrolAnswer> {
  const restaurant = await findRoute(request.code, deps);
  // Hashed also where nothing was found: the time of an answer must not tell which first halves live.
  const presented = await codeHash(request.code, restaurant ?? 'nobody');
  if (restaurant === undefined) return refused('bad_code');
  const outcome = await withTransaction(deps.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    new Desk(transaction, restaurant, deps.nowMs()).serve(request, presented),
  );
  if (typeof outcome === 'string') return refused(outcome);
  await announceDevice(restaurant, outcome.device, deps);
  return ok(enrolledAs(outcome));
}

type Code = {
  readonly hash: string;
  readonly kind: DeviceKind;
  readonly expiresAt: Date;
  readonly triesLeft: number;
  readonly claimHash: string | null;
  readonly install: Install | null;
};
/** One enrolment inside its transaction, under the restaurant's lock: so a series is given once. */
class Desk {
  readonly #transaction: Transaction;
  readonly #restaurant: Id<'restaurant'>;
  readonly #nowMs: number;

  constructor(transaction: Transaction, restaurant: Id<'restaurant'>, nowMs: number) {
    this.#transaction = transaction;
    this.#restaurant = restaurant;
    this.#nowMs = nowMs;
  }

  async serve(request: EnrolRequest, presented: string): Promise<Placed | EnrolRefusal> {
    const { code, claim, name } = request;
    const route = routeHash(code);
    const [house, found] = await Promise.all([lockHouse(this.#transaction, this.#restaurant), this.#readCode(route)]);
    if (!house || !found || found.triesLeft === 0 || found.expiresAt.getTime() <= this.#nowMs) return 'bad_code';
    const claimHash = hashSecret(claim);
    const isTheirs = found.claimHash === null || sameHash(found.claimHash, claimHash);
    if (!isTheirs || !sameHash(found.hash, presented)) {
      await this.#takeTry(route);
      return 'bad_code';
    }
    if (request.restaurant !== undefined && request.restaurant !== this.#restaurant) return 'other_restaurant';
    const token = newSecret(SecretKind.device, this.#restaurant);
    const device =
      found.install === null
        ? await this.#makeDevice(found.kind, { token, name, route, claimHash })
        : await renewToken(this.#transaction, this.#restaurant, found.install, token);
    return device ? { device, house, token } : 'bad_code';
  }

  async #readCode(route: string): Promise<Code | undefined> {
    const answer = await this.#transaction.query<Code>({
      text: `select code_hash as hash, kind, expires_at as "expiresAt", tries_left as "triesLeft",
                    claim_hash as "claimHash", install
               from enrolment_codes where restaurant_id = $1 and route_hash = $2`,
      values: [this.#restaurant, route],
    });
    return answer.rows[0];
  }

  async #takeTry(route: string): Promise<void> {
    await this.#transaction.query({
      text: 'update enrolment_codes set tries_left = tries_left - 1 where restaurant_id = $1 and route_hash = $2',
      values: [this.#restaurant, route],
    });
  }

  async #makeDevice(
    kind: DeviceKind,
    with_: { token: string; name: string | undefined; route: string; claimHash: string },
  ): Promise<Device | undefined> {
    const { token, name } = with_;
    const device = await insertDevice(this.#transaction, this.#restaurant, { kind, name, token, nowMs: this.#nowMs });
    if (!device) return undefined;
    await this.#transaction.query({
      text: `update enrolment_codes set used_at = $3, claim_hash = $4, install = $5
              where restaurant_id = $1 and route_hash = $2`,
      values: [this.#restaurant, with_.route, new Date(this.#nowMs), with_.claimHash, device.install],
    });
    return device;
  }
}

async function findRoute(code: string, deps: EnrolmentDeps): Promise<Id<'restaurant'> | undefined> {
  const found = await deps.pool.query<{ restaurant: Id<'restaurant'> }>({
    text: 'select restaurant_id as restaurant from enrolment_routes where code_hash = $1 and expires_at > $2',
    values: [routeHash(code), new Date(deps.nowMs())],
  });
  return found.rows[0]?.restaurant;
}
