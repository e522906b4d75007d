import { randomUUID } from 'node:crypto';
import { assert, items, makeStamp, nameId, SCHEMA, staff, tables, uuidV7, write, type Change } from '@resto360/domain';
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
import { hashPin } from '../packages/server/src/pin-hash.ts';

const nowMs = () => Date.now();
const bytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
/** Of so many devices one is a kitchen screen. */
const KITCHEN_EVERY = 5;

/** Whom the pages of real browsers know, and where they serve: tables and dishes of their own, which nobody sells out. */
export const PAGE_PLACE = {
  person: 'Awa Diop',
  pin: '360360',
  tables: ['P1', 'P2', 'P3', 'P4'],
  dishes: ['Attiéké', 'Kédjénou', 'Foutou'],
} as const;

/** Makes the simulator's house in a real database, and enrols its devices as a real enrolment does. */
export async function openChaosHouse(appUrl: string, devices: number): Promise<readonly Identity[]> {
  const pool = openPool(appUrl, { log: silentLog });
  const store = createSyncStore(pool);
  try {
    const names = { slug: 'chaos', name: 'Chaos', currency: 'XOF', timezone: 'Africa/Abidjan' };
    await createRestaurant(pool, { id: HOUSE.restaurant, ...names });
    const ops = [...houseOps(), ...(await pagePlace())].map((op, index) => ({
      ...op,
      id: uuidV7(nowMs(), bytes(10)),
      stamp: makeStamp(nowMs() - 60_000, index, SERVER_INSTALL),
      actor: 'server',
      base: 0,
      schema: SCHEMA,
    }));
    const chain = { install: SERVER_INSTALL, seq: 1, prev: CHAIN_START, sig: null, ops };
    const { verdicts } = await applyOps(HOUSE.restaurant, [chain], SERVER_INSTALL, {
      store,
      hash: nodeSha256,
      nowMs,
      trusted: true,
    });
    const refused = Object.values(verdicts).filter(([verdict]) => verdict !== 'ok');
    assert(refused.length === 0, `the house stands: ${JSON.stringify(refused)}`);
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

/** A fresh code for one more till. */
export async function newCode(appUrl: string): Promise<string> {
  const pool = openPool(appUrl, { log: silentLog });
  try {
    return (await createCode(pool, HOUSE.restaurant, 'pos', nowMs)).code;
  } finally {
    await pool.close();
  }
}

/** The admin data of {@link PAGE_PLACE}, in the simulator's area and category. */
async function pagePlace(): Promise<{ kind: string; changes: Change[] }[]> {
  const born = true as const;
  const { person, pin, tables: names, dishes } = PAGE_PLACE;
  const area = nameId('sim:area');
  const priced = {
    born,
    category: nameId('sim:category'),
    station: nameId('sim:station'),
    priceMinor: 1_500,
    taxBp: 1800,
    taxIncluded: true,
  };
  const pinHash = await hashPin(pin);
  return [
    {
      kind: 'floor.edit',
      changes: names.map((name) => write(tables, nameId(`chaos:table:${name}`), { born, area, name })),
    },
    {
      kind: 'menu.edit',
      changes: dishes.map((name) => write(items, nameId(`chaos:item:${name}`), { ...priced, name })),
    },
    {
      kind: 'staff.edit',
      changes: [write(staff, nameId('chaos:person'), { born, name: person, role: 'manager', pinHash })],
    },
  ];
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
