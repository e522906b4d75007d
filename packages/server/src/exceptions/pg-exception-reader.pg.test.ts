import { makeStamp, nameId, type Id } from '@resto360/domain';
import { editing, ODD_VIEWS, suspended } from '@resto360/domain/testing';
import { entryOf, planOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ExceptionReader, NoticesQuery } from './exception-reader.ts';
import { listPlaced, LookedAt, NOW_MS, type PlacedRow } from './looked-at.ts';
import { pgExceptionReader } from './pg-exception-reader.ts';

const DAY_MS = 86_400_000;

let mine: LookedAt;
let reader: ExceptionReader;
beforeAll(async () => {
  mine = await LookedAt.open();
  reader = pgExceptionReader(mine.house.pool, () => NOW_MS);
});
afterAll(() => mine.house.close());
beforeEach(() => mine.next());

const ALL: NoticesQuery = { status: 'all', kind: undefined, limit: 10, after: undefined };
const kindsOf = async (query: Partial<NoticesQuery>) => {
  const { notices } = await reader.notices(mine.restaurant, { ...ALL, ...query });
  return notices.map(({ kind }) => kind);
};

test('[NOT-2] notices by state and kind, page after page, in the order in which they were seen', async () => {
  await mine.put(listPlaced(ODD_VIEWS.overpaid()));
  await mine.look(NOW_MS);
  const suspended = listPlaced(ODD_VIEWS.in_suspense()).slice(-1);
  await mine.put(suspended);
  await mine.look(NOW_MS + 1_000);
  await mine.put(listPlaced(ODD_VIEWS.price_edited_twice()).filter(({ name }) => name === 'conflicts'));
  await mine.look(NOW_MS + 2_000);
  expect(await kindsOf({})).toEqual(['overpaid', 'in_suspense', 'price_edited_twice']);
  expect(await kindsOf({ kind: 'in_suspense' })).toEqual(['in_suspense']);
  expect(await kindsOf({ status: 'ended' })).toEqual([]);
  const seen: string[] = [];
  let after: Id<'exception'> | undefined;
  for (let more = true; more; ) {
    const page = await reader.notices(mine.restaurant, { ...ALL, limit: 1, after });
    seen.push(...page.notices.map(({ kind }) => kind));
    after = page.notices.at(-1)?.id;
    ({ more } = page);
  }
  expect(seen).toEqual(['overpaid', 'in_suspense', 'price_edited_twice']);
  const { version, notices } = await reader.notices(mine.restaurant, ALL);
  expect([version, notices[0]?.firstSeenAt, notices[1]?.openedAt, notices[0]?.endedAt]).toEqual([
    3,
    NOW_MS,
    NOW_MS + 1_000,
    null,
  ]);
});

const endsOf = async () => {
  const { notices } = await reader.notices(mine.restaurant, { ...ALL, status: 'ended' });
  return notices.map(({ kind, end }) => [kind, end]);
};
const boss = nameId('test:staff owner');
const decided = (exception: Id, more: object): PlacedRow => {
  const f = {
    born: true,
    kind: 'moved_after_payment',
    subjects: [],
    wrote: [],
    state: 'decided',
    remedy: 'accept_move',
    by: boss,
  };
  return {
    name: 'decisions',
    row: { id: exception, v: 1, st: makeStamp(NOW_MS, 0, 'T1T1T1T1T1'), f: { ...f, ...more } },
  };
};

describe('[NOT-2] what ended says how', () => {
  test('by whom, what was done and when; or that it ended by itself', async () => {
    const view = ODD_VIEWS.moved_after_payment();
    const evening = listPlaced(view);
    await mine.put(evening);
    await mine.look(NOW_MS);
    const [moved] = (await reader.notices(mine.restaurant, ALL)).notices;
    expect([moved?.kind, moved?.end]).toEqual(['moved_after_payment', null]);
    const decision = decided(moved?.id ?? '', { at: NOW_MS + 500, amountMinor: moved?.amountMinor ?? null });
    await mine.put([decision, ...evening.filter(({ name }) => name === 'orders')]);
    await mine.look(NOW_MS + 1_000);
    const name = evening.find(({ row }) => row.id === boss)?.row.f['name'] ?? null;
    expect(await endsOf()).toEqual([
      ['moved_after_payment', { how: 'decision', by: boss, name, remedy: 'accept_move', at: NOW_MS + 500 }],
    ]);
    // It came back and ended without anybody: the decision of then ended another time.
    await mine.put([{ ...decision, row: { ...decision.row, f: { ...decision.row.f, state: 'undone' } } }, ...evening]);
    await mine.look(NOW_MS + 200_000);
    await mine.put([decision, ...evening.filter(({ name: of }) => of === 'orders')]);
    await mine.look(NOW_MS + 300_000);
    expect(await endsOf()).toEqual([
      ['moved_after_payment', { how: 'itself', by: null, name: null, remedy: null, at: null }],
    ]);
  });

  test('at the server too, and by an edit', async () => {
    const [apart] = listPlaced(ODD_VIEWS.quarantined_op()).filter(({ name }) => name === 'quarantine');
    const prices = listPlaced(ODD_VIEWS.price_edited_twice()).filter(({ name }) =>
      ['conflicts', 'items'].includes(name),
    );
    if (!apart) throw new Error('an op was put apart');
    await mine.put([apart, ...prices]);
    await mine.look(NOW_MS);
    const f = { ...apart.row.f, state: 'discarded', settledBy: boss, settledAt: NOW_MS + 500, settledVersion: 2 };
    const mark = makeStamp(NOW_MS + 600, 0, 'T1T1T1T1T1');
    const edited = prices.map(({ name, row }) => ({
      name,
      row: name === 'items' ? { ...row, st: mark, sx: {} } : row,
    }));
    // Of a device that was revoked: once the op is discarded nobody is asked about that either.
    const [name, , told] = suspended('bad op');
    const revoked = { name, row: { ...apart.row, f: told } };
    await mine.put([{ ...apart, row: { ...apart.row, f } }, revoked, ...edited]);
    const { opened } = await mine.look(NOW_MS + 1_000);
    expect(opened.map(({ kind }) => kind)).not.toContain('in_suspense');
    const ends = new Map((await endsOf()) as [string, object][]);
    expect(ends.get('quarantined_op')).toMatchObject({
      how: 'server',
      by: boss,
      remedy: 'discard_op',
      at: NOW_MS + 500,
    });
    expect(ends.get('price_edited_twice')).toMatchObject({ how: 'edit', by: null });
  });
});

const placed = (word: string, needsPerson: 'yes' | 'no'): PlacedRow => {
  const [name, id, f] = editing(word, needsPerson);
  return { name, row: { id, v: 1, st: '', f } };
};

test('[NOT-2] conflicts in the order of their versions, with the names of the devices', async () => {
  await mine.house.addDevice(mine.restaurant, { install: 'T1T1T1T1T1', kind: 'pos' });
  await mine.put([placed('a', 'yes'), placed('b', 'no')]);
  await mine.put([placed('c', 'yes')]);
  const query = { sinceVersion: 0, needsPerson: undefined, limit: 1 } as const;
  const first = await reader.conflicts(mine.restaurant, query);
  expect([first.conflicts.length, first.version, first.more]).toEqual([2, 1, true]);
  expect(first.names.get('T1T1T1T1T1')).toBe('Caisse');
  const person = await reader.conflicts(mine.restaurant, { sinceVersion: 0, needsPerson: 'yes', limit: 9 });
  expect([person.conflicts.map(({ version }) => version), person.version, person.more]).toEqual([[1, 2], 2, false]);
  const rest = await reader.conflicts(mine.restaurant, { sinceVersion: 2, needsPerson: undefined, limit: 9 });
  expect(rest.conflicts).toEqual([]);
});

test('[NOT-3] the manual share counts the last days, and today', async () => {
  expect(await reader.share(mine.restaurant, 7)).toEqual({ days: 7, ops: 0, opened: 0, open: 0, share: null });
  const journal = [-8, -6, 0, 0, 0].map((days, position) =>
    entryOf(1, position, { receivedAt: NOW_MS + days * DAY_MS }),
  );
  await writeNext(mine.house.store, mine.restaurant, (version) => planOf(version, {}, { journal }));
  await mine.put(listPlaced(ODD_VIEWS.overpaid()));
  await mine.look();
  expect(await reader.share(mine.restaurant, 7)).toEqual({ days: 7, ops: 4, opened: 1, open: 1, share: 0.25 });
  expect(await reader.share(mine.restaurant, 1)).toMatchObject({ ops: 3, share: 1 / 3 });
});

test('[TEN-12] nothing is read of another restaurant', async () => {
  await mine.put(listPlaced(ODD_VIEWS.price_edited_twice()));
  await mine.put(listPlaced(ODD_VIEWS.overpaid()));
  await mine.look();
  await mine.next();
  expect(await kindsOf({})).toEqual([]);
  const query = { sinceVersion: 0, needsPerson: undefined, limit: 9 } as const;
  expect((await reader.conflicts(mine.restaurant, query)).conflicts).toEqual([]);
  expect(await reader.share(mine.restaurant, 7)).toMatchObject({ opened: 0, open: 0 });
});
