import { makeStamp, nameId, openExceptions } from '@resto360/domain';
import { cleanView, ODD_VIEWS } from '@resto360/domain/testing';
import { SERVER_INSTALL } from '@resto360/sync';
import { entryOf, planOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tappedPool } from '../testing/test-store.ts';
import { listPlaced, LookedAt, NOW_MS, type PlacedRow } from './looked-at.ts';

let mine: LookedAt;
beforeAll(async () => {
  mine = await LookedAt.open();
});
afterAll(() => mine.house.close());
beforeEach(() => mine.next());

describe('[NOT-1] how an exception ends and comes back', () => {
  const odd = ODD_VIEWS.overpaid();
  const [overpaid] = openExceptions(odd, NOW_MS);
  const decided = (state: 'decided' | 'undone', after: number): PlacedRow => ({
    name: 'decisions',
    row: {
      id: overpaid?.id ?? '',
      v: 1,
      st: makeStamp(NOW_MS + after, 0, 'T1T1T1T1T1'),
      f: {
        born: true,
        kind: 'overpaid',
        subjects: overpaid?.subjects ?? [],
        order: overpaid?.order ?? null,
        state,
        remedy: 'keep_surplus',
        by: nameId('koffi'),
        at: NOW_MS,
        amountMinor: overpaid?.amountMinor ?? 0,
        wrote: [],
      },
    },
  });

  test('a decision ends it, an undone one opens it again; it was first seen once', async () => {
    await mine.put(listPlaced(odd));
    await mine.look(NOW_MS);
    await mine.put([decided('decided', 1)]);
    expect((await mine.look(NOW_MS + 1_000)).opened).toEqual([]);
    expect((await mine.noted()).map(({ ended }) => ended)).toEqual([true]);
    await mine.put([decided('undone', 2)]);
    expect((await mine.look(NOW_MS + 2_000)).opened).toEqual([overpaid]);
    expect(await mine.open()).toEqual([overpaid]);
    expect(await mine.days()).toEqual([{ ops: 0, opened: 1 }]);
  });

  test('a look at something else ends nothing, and finds nothing twice', async () => {
    await mine.put(listPlaced(odd));
    await mine.look();
    await mine.put(listPlaced(ODD_VIEWS.in_suspense()).slice(-1));
    expect((await mine.look()).opened.map(({ kind }) => kind)).toEqual(['in_suspense']);
    expect(await mine.open()).toHaveLength(2);
  });

  test('a row without its creation is mentioned when it is old enough, although nothing was committed', async () => {
    const view = ODD_VIEWS.row_without_creation();
    await mine.put(listPlaced(view));
    const early = await mine.look(NOW_MS - 1_000);
    expect(early.opened).toEqual([]);
    expect((await mine.look(NOW_MS - 500)).state).toBe('nothing_new');
    expect((await mine.look(early.dueMs ?? 0)).opened.map(({ kind }) => kind)).toEqual(['row_without_creation']);
    expect((await mine.look(NOW_MS)).state).toBe('nothing_new');
  });
});

const isPaid = ({ name }: PlacedRow) => ['payments', 'receipts'].includes(name);
const isLine = ({ name }: PlacedRow) => name === 'order_lines';

describe('[NOT-1] a look', () => {
  test('is of one moment: what is committed between two of its reads is not half seen', async () => {
    const view = cleanView();
    const [paid, unpaid] = [listPlaced(view).filter(isPaid), listPlaced(view).filter((one) => !isPaid(one))];
    // Nothing was ordered yet when the look begins; the lines and the money come while it reads.
    await mine.put(unpaid.filter((one) => !isLine(one)));
    let written: Promise<unknown> | undefined;
    const tapped = tappedPool(mine.house.pool, async (statement, send) => {
      if (!statement.text.includes('from "payments"')) return send(statement);
      written ??= mine.put([...unpaid.filter(isLine), ...paid]);
      await written;
      return send(statement);
    });
    expect((await mine.look(NOW_MS, tapped)).opened).toEqual([]);
    expect(written).toBeDefined();
    expect((await mine.look()).opened).toEqual([]);
  });

  test('is made by one of two processes', async () => {
    await mine.put(listPlaced(ODD_VIEWS.overpaid()));
    const both = await Promise.allSettled([1, 2].map(() => mine.look()));
    const opened = both.flatMap((one) => (one.status === 'fulfilled' ? one.value.opened : []));
    expect(opened).toHaveLength(1);
    expect(await mine.days()).toEqual([{ ops: 0, opened: 1 }]);
  });

  test('of a long history goes in steps, and none is left out', async () => {
    const odd = listPlaced(ODD_VIEWS.overpaid());
    const [order] = odd.filter(({ name }) => name === 'orders');
    const others = (from: number) =>
      Array.from({ length: 150 }, (_, index) => ({
        name: 'orders',
        row: { ...(order as PlacedRow).row, id: nameId(`order ${from + index}`), f: { born: true } },
      }));
    for (const from of [0, 150, 300]) await mine.put(others(from));
    await mine.put([...odd, ...listPlaced(ODD_VIEWS.in_suspense()).slice(-1)]);
    const steps = await mine.lookAll();
    expect(steps.map(({ state }) => state)).toEqual(['more', 'done']);
    expect(steps.flatMap((step) => step.opened.map(({ kind }) => kind))).toEqual(['in_suspense', 'overpaid']);
  });

  test('[TEN-12] sees and notes nothing of another restaurant', async () => {
    const other = new LookedAt(mine.house);
    await other.next();
    await other.put(listPlaced(ODD_VIEWS.overpaid()));
    await mine.put(listPlaced(cleanView()));
    await mine.look();
    expect(await other.noted()).toEqual([]);
    await other.look();
    expect([await mine.noted(), (await other.noted()).length]).toEqual([[], 1]);
  });
});

test('[NOT-3] ops that devices brought are counted by the day they came, once', async () => {
  const journal = [
    entryOf(1, 0, { receivedAt: NOW_MS - 86_400_000 }),
    entryOf(1, 1, { receivedAt: NOW_MS }),
    entryOf(1, 2, { receivedAt: NOW_MS, verdict: 'rejected', code: 'no_right' }),
    entryOf(1, 3, { receivedAt: NOW_MS, install: SERVER_INSTALL }),
  ];
  await writeNext(mine.house.store, mine.restaurant, (version) => planOf(version, {}, { journal }));
  await mine.look();
  await mine.put(listPlaced(ODD_VIEWS.overpaid()));
  await mine.look();
  expect(await mine.days()).toEqual([
    { ops: 1, opened: 0 },
    { ops: 1, opened: 1 },
  ]);
});
