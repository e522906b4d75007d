import { createHash } from 'node:crypto';
import { SCHEMA, assert, makeStamp, uuidV7, type Id } from '@resto360/domain';
import { DEMO_RESTAURANTS, demoChanges, type DemoRestaurant } from '@resto360/domain/demo';
import { CHAIN_START, type Op, SERVER_INSTALL } from '@resto360/sync';
import { applyOps, type ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from './db/pool.ts';
import { createRestaurant } from './enrolment/restaurants.ts';
import { nodeSha256 } from './http/sync-route.ts';
import { hashPin } from './pin-hash.ts';

/** What the demo is loaded with. */
export type DemoDeps = { readonly pool: DatabasePool; readonly store: ServerStore; readonly nowMs: () => number };

/** When the demo's decisions were taken: before anything anybody does with it. */
const DEMO_MS = Date.UTC(2026, 0, 1);

/**
 * Loads the demo restaurants through the one write path, as the server's own install; answers the slugs just loaded.
 * **Why** ids and stamps follow from the slug: a load that was cut short is finished by the next, and a whole one is
 * recognised by its last op.
 */
export async function loadDemo(deps: DemoDeps): Promise<readonly string[]> {
  const loaded: string[] = [];
  for (const restaurant of DEMO_RESTAURANTS) if (await loadRestaurant(restaurant, deps)) loaded.push(restaurant.slug);
  return loaded;
}

async function loadRestaurant(restaurant: DemoRestaurant, deps: DemoDeps): Promise<boolean> {
  await createRestaurant(deps.pool, restaurant);
  const kinds = demoChanges(restaurant, () => '');
  const last = opId(restaurant.slug, kinds.length - 1);
  const known = await deps.store.verdicts(restaurant.id, [last]);
  if (known.has(last)) return false;
  const hashes = new Map(
    await Promise.all(restaurant.staff.map(async ({ pin }) => [pin, await hashPin(pin)] as const)),
  );
  const ops = demoChanges(restaurant, (pin) => hashes.get(pin) ?? '').map(
    (op, index): Op => ({
      id: opId(restaurant.slug, index),
      stamp: makeStamp(DEMO_MS, index, SERVER_INSTALL),
      kind: op.kind,
      actor: 'demo',
      base: 0,
      schema: SCHEMA,
      changes: op.changes,
    }),
  );
  const chain = { install: SERVER_INSTALL, seq: 1, prev: CHAIN_START, sig: null, ops };
  const { verdicts } = await applyOps(restaurant.id, [chain], SERVER_INSTALL, {
    store: deps.store,
    hash: nodeSha256,
    nowMs: deps.nowMs,
    trusted: true,
  });
  for (const { id, kind } of ops) {
    const verdict = verdicts[id];
    assert(verdict?.[0] === 'ok' || verdict?.[0] === 'dup', `the demo's ${kind} applies`);
  }
  return true;
}

function opId(slug: string, index: number): Id {
  return uuidV7(DEMO_MS, createHash('sha256').update(`demo:${slug}:${index}`).digest());
}
