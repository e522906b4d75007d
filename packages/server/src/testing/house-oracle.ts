import { canonicalJson, type Id, type Row } from '@resto360/domain';
import { scopeOf, type Op } from '@resto360/sync';
import { type ServerStore, verifyJournal } from '@resto360/sync/server';
import { Client } from 'pg';
import { nodeSha256 } from '../http/sync-route.ts';
import type { TestTablet } from './test-tablet.ts';

/** A house to judge: its store, and its tables as their owner sees them. */
export type JudgedHouse = {
  readonly store: ServerStore;
  readonly database: { readonly adminUrl: string };
};

/** An op as the journal has it, read by plain SQL as the owner of the database. */
export type StoredOp = { readonly id: Id; readonly version: number; readonly body: string; readonly verdict: string };

/** The journal of a house, in its order. */
export async function readOps(house: JudgedHouse, restaurant: Id<'restaurant'>): Promise<readonly StoredOp[]> {
  return ask<StoredOp>(
    house,
    'select id, version::int, body, verdict from ops where restaurant_id = $1 order by version, position',
    restaurant,
  );
}

/**
 * Everything that is wrong with a house in which nothing is under way any more, in sentences: ops that were said and are
 * not in the journal once, word for word; ops that nobody said; versions without anything in them; a journal that does not
 * give the tables; devices that wait, or hold other rows than the tables. `said`: by everybody who was ever in it.
 */
export async function problemsOf(
  house: JudgedHouse,
  restaurant: Id<'restaurant'>,
  { said, tablets }: { readonly said: readonly Op[]; readonly tablets: readonly TestTablet[] },
): Promise<readonly string[]> {
  const [stored, folded] = [await readOps(house, restaurant), await verifyJournal(restaurant, house.store, nodeSha256)];
  const found = [...wrongOps(stored, said), ...(await emptyVersions(house, restaurant, stored))];
  if (folded.problem !== undefined) found.push(folded.problem);
  for (const tablet of tablets) found.push(...(await wrongOn(tablet, house, restaurant)));
  return found;
}

function wrongOps(stored: readonly StoredOp[], said: readonly Op[]): string[] {
  const byId = Map.groupBy(stored, ({ id }) => id);
  const wrong = said.flatMap((op) => {
    const found = byId.get(op.id) ?? [];
    byId.delete(op.id);
    const [one] = found;
    if (found.length !== 1 || !one) return [`op ${op.id} is in the journal ${found.length} times`];
    return one.verdict === 'ok' && one.body === canonicalJson(op) ? [] : [`op ${op.id} is ${one.verdict}: ${one.body}`];
  });
  return [...wrong, ...[...byId.keys()].map((id) => `op ${id} was said by nobody`)];
}

// Rows of devices are written by enrolment, at versions of their own without an op.
async function emptyVersions(
  house: JudgedHouse,
  restaurant: Id<'restaurant'>,
  stored: readonly StoredOp[],
): Promise<string[]> {
  const others = await ask<{ version: number }>(
    house,
    'select version::int from device_rows where restaurant_id = $1',
    restaurant,
  );
  const head = (await house.store.head(restaurant))?.head ?? 0;
  const filled = new Set([...stored, ...others].map(({ version }) => version));
  const missing = Array.from({ length: head }, (_, index) => index + 1).filter((version) => !filled.delete(version));
  return [
    ...missing.map((version) => `version ${version} holds nothing`),
    ...[...filled].map((version) => `version ${version} lies above the head`),
  ];
}

async function wrongOn(tablet: TestTablet, house: JudgedHouse, restaurant: Id<'restaurant'>): Promise<string[]> {
  const { identity, store } = tablet;
  const { waiting, held } = await store.read(async (tx) => ({
    waiting: await tx.list('outbox'),
    held: new Map((await tx.list('rows')).map(({ collection, row }) => [`${collection}/${row.id}`, textOf(row)])),
  }));
  const wrong = waiting.map(({ id }) => `${identity.series}: op ${id} still waits`);
  for (const name of scopeOf(identity.kind).collections) {
    for (const row of await house.store.rows(restaurant, name)) {
      const key = `${name}/${row.id}`;
      if (held.get(key) !== textOf(row)) wrong.push(`${identity.series}: ${key} is not the table's`);
      held.delete(key);
    }
  }
  return [...wrong, ...[...held.keys()].map((key) => `${identity.series}: ${key} is in no table`)];
}

const textOf = ({ id, v, st, f, sx, alt }: Row): string =>
  canonicalJson({ id, v, st, f, ...(sx && { sx }), ...(alt && { alt }) });

async function ask<T>(house: JudgedHouse, text: string, restaurant: Id<'restaurant'>): Promise<readonly T[]> {
  const client = new Client({ connectionString: house.database.adminUrl });
  await client.connect();
  try {
    return (await client.query(text, [restaurant])).rows as T[];
  } finally {
    await client.end();
  }
}
