import { randomUUID } from 'node:crypto';
import { assert, makeStamp, SCHEMA, uuidV7 } from '@resto360/domain';
import { HOUSE, houseOps } from '@resto360/sim';
import { CHAIN_START, SERVER_INSTALL, type DeviceKind } from '@resto360/sync';
import type { Identity } from '@resto360/sync/client';
import { applyOps, verifyJournal } from '@resto360/sync/server';
import { openPool } from '../packages/server/src/db/pool.ts';
import { silentLog } from '../packages/server/src/db/server-log.ts';
import { createSyncStore } from '../packages/server/src/db/sync-store.ts';
import { createCode } from '../packages/server/src/enrolment/codes.ts';
import { enrolDevice } from '../packages/server/src/enrolment/pg-enrolment.ts';
import { createRestaurant } from '../packages/server/src/enrolment/restaurants.ts';
import { nodeSha256 } from '../packages/server/src/http/sync-route.ts';

const nowMs = () => Date.now();
const bytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
/** Of so many devices one is a kitchen screen. */
const KITCHEN_EVERY = 5;

/** Makes the simulator's house in a real database, and enrols its devices as a real enrolment does. */
export async function openChaosHouse(appUrl: string, devices: number): Promise<readonly Identity[]> {
  const pool = openPool(appUrl, { log: silentLog });
  const store = createSyncStore(pool);
  try {
    const names = { slug: 'chaos', name: 'Chaos', currency: 'XOF', timezone: 'Africa/Abidjan' };
    await createRestaurant(pool, { id: HOUSE.restaurant, ...names });
    const ops = houseOps().map((op, index) => ({
      ...op,
      id: uuidV7(nowMs(), bytes(10)),
      stamp: makeStamp(nowMs() - 60_000, index, SERVER_INSTALL),
      actor: 'server',
      base: 0,
      schema: SCHEMA,
    }));
    const chain = { install: SERVER_INSTALL, seq: 1, prev: CHAIN_START, sig: null, ops };
    await applyOps(HOUSE.restaurant, [chain], SERVER_INSTALL, { store, hash: nodeSha256, nowMs, trusted: true });
    const identities: Identity[] = [];
    for (let index = 0; index < devices; index++) {
      const kind: DeviceKind = index % KITCHEN_EVERY === KITCHEN_EVERY - 1 ? 'kitchen' : 'pos';
      const { code } = await createCode(pool, HOUSE.restaurant, kind, nowMs);
      const enrolled = await enrolDevice({ code, claim: randomUUID() }, { pool, store, nowMs });
      assert(enrolled.ok, 'a fresh code enrols');
      const { install, series, token } = enrolled.value;
      identities.push({ restaurant: HOUSE.restaurant, install, series, kind, token });
    }
    return identities;
  } finally {
    await pool.close();
  }
}

/** What folding the journal from empty says against the tables; undefined when they agree. */
export async function journalProblem(appUrl: string): Promise<string | undefined> {
  const pool = openPool(appUrl, { log: silentLog });
  try {
    return (await verifyJournal(HOUSE.restaurant, createSyncStore(pool), nodeSha256)).problem;
  } finally {
    await pool.close();
  }
}
