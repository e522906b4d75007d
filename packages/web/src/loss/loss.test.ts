import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nameId, ok } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device, MemoryClientStore } from '@resto360/sync/client';
import { numberedOf } from '../station/numbered.ts';
import { numbersText } from '../words/numbers-text.ts';
import { forgetLoss, keepCanary, keptCanaries, keptLosses } from './kept-outside.ts';
import { countOf, lossesOf, type Canary, type LocalInstall } from './loss.ts';
import { listStrays, noticeLosses } from './notice-losses.ts';

const [HOUSE, OTHER] = [nameId('house:one'), nameId('house:two')];
const canary: Canary = { restaurant: HOUSE, house: 'Maquis', install: 'AAAAAAAAAA', series: 'T1', seq: 7, sent: 4 };
const here = (over: Partial<LocalInstall> = {}): LocalInstall => ({ ...canary, unsent: 0, ...over });

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const CASES: readonly (readonly [string, readonly LocalInstall[], readonly [number, number] | null])[] = [
  ['the database is gone', [], [5, 7]],
  ['the database of another restaurant is no substitute', [here({ restaurant: OTHER })], [5, 7]],
  ['the database was put back as it was before', [here({ seq: 2 })], [5, 7]],
  ['the database lost its last op', [here({ seq: 6 })], [7, 7]],
  ['all is there', [here()], null],
  ['it went on since', [here({ seq: 9 })], null],
  ['the device enrolled again and counts from 1', [here({ install: 'BBBBBBBBBB', seq: 3 })], null],
];

test.each(CASES)('[SYN-13] what may be lost when %s', (_case, found, lost) => {
  const losses = lossesOf([canary], found, 9);
  expect(losses.map(({ first, last }) => [first, last])).toEqual(lost ? [lost] : []);
  for (const loss of losses) expect(loss).toMatchObject({ install: canary.install, missing: null, noticedAt: 9 });
});

test('[SYN-13] where everything was sent nothing is missing, and the server need not be asked', () => {
  expect(lossesOf([{ ...canary, sent: 7 }], [], 9)).toMatchObject([{ missing: [] }]);
});

test('[SYN-13] up to the first op without a verdict everything is sent', () => {
  expect(numberedOf(undefined, [])).toEqual({ seq: 0, sent: 0 });
  expect(numberedOf({ seq: 7 }, [])).toEqual({ seq: 7, sent: 7 });
  const outbox = [
    { seq: 4, verdict: ['ok', 1] as const },
    { seq: 5, verdict: null },
    { seq: 7, verdict: null },
  ];
  expect(numberedOf({ seq: 7 }, outbox)).toEqual({ seq: 7, sent: 4 });
});

/** A disk with ops that wait. */
async function disk(restaurant: string, install: string, count: number) {
  const store = Object.assign(new MemoryClientStore(), { close: vi.fn<() => void>() });
  let dice = 0;
  const device = new Device({
    store,
    transport: { post: async () => ({ status: 0, body: null }) },
    nowMs: () => 1_000,
    randomBytes: (bytes) => new Uint8Array(bytes).fill((dice += 1)),
    hash: sha256Hex,
  });
  await device.enrol({ restaurant, install, series: 'T1', kind: 'pos', token: 'secret' }, 1);
  for (let made = 0; made < count; made++) {
    const change = ['item_availability', nameId(`item ${made}`), { born: true, soldOut: true }] as const;
    await device.record(nameId('staff'), () => ok({ kind: 'menu.sold_out', changes: [change], receipts: 0 }));
  }
  return store;
}

const around = (disks: Readonly<Record<string, Awaited<ReturnType<typeof disk>>>>) => ({
  nowMs: 9,
  around: {
    restaurants: async () => Object.keys(disks),
    open: (restaurant: string) => {
      const found = disks[restaurant];
      if (!found) throw new Error('an unknown disk');
      return found;
    },
  },
});

test('[SYN-13] a wiped database is noticed once, and told until somebody confirms it', async () => {
  keepCanary(canary);
  expect((await noticeLosses(undefined, around({}))).losses).toMatchObject([{ first: 5, last: 7, house: 'Maquis' }]);
  expect(keptCanaries()).toEqual([]);
  // Enrolled again meanwhile: the loss is that of the former installation.
  const again = await noticeLosses(
    { restaurant: HOUSE, seq: 0 },
    around({ [HOUSE]: await disk(HOUSE, 'BBBBBBBBBB', 2) }),
  );
  expect(again.losses).toMatchObject([{ install: 'AAAAAAAAAA', first: 5, last: 7 }]);
  forgetLoss('AAAAAAAAAA');
  expect((await noticeLosses(undefined, around({}))).losses).toEqual([]);
});

test('[SYN-13] the station that is open is compared as it stood at its start, whatever was tapped since', async () => {
  const disks = { [HOUSE]: await disk(HOUSE, canary.install, 8) };
  keepCanary(canary);
  expect((await noticeLosses({ restaurant: HOUSE, seq: 6 }, around(disks))).losses).toMatchObject([{ first: 7 }]);
  expect(disks[HOUSE]?.close).toHaveBeenCalledOnce();
});

test('[SYN-13] ops that wait in the database of another restaurant are found, whoever remembers it', async () => {
  const disks = { [HOUSE]: await disk(HOUSE, 'AAAAAAAAAA', 1), [OTHER]: await disk(OTHER, 'BBBBBBBBBB', 3) };
  const { strays } = await noticeLosses({ restaurant: HOUSE, seq: 1 }, around(disks));
  expect(strays).toMatchObject([{ restaurant: OTHER, unsent: 3, series: 'T1' }]);
  expect(await listStrays(HOUSE, around(disks).around)).toEqual(strays);
  expect(await listStrays(OTHER, around(disks).around)).toMatchObject([{ restaurant: HOUSE, unsent: 1 }]);
});

test('[SYN-13] a database that cannot be read now is not one that was wiped', async () => {
  const broken = await disk(HOUSE, 'AAAAAAAAAA', 1);
  vi.spyOn(broken, 'read').mockRejectedValue(new Error('the disk'));
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  keepCanary(canary);
  expect(await noticeLosses(undefined, around({ [HOUSE]: broken }))).toEqual({ losses: [], strays: [] });
  expect(keptCanaries()).toEqual([canary]);
  quiet.mockRestore();
});

test('what lies outside and is no list of ours is as good as not there', () => {
  for (const text of ['', '{', '7', '[1, null, {"restaurant": 1}]']) {
    kept.set('resto360.canaries', text);
    kept.set('resto360.losses', text);
    expect([keptCanaries(), keptLosses()]).toEqual([[], []]);
  }
});

test('numbers are read as a person says them', () => {
  const numbers = [
    [5, 7],
    [9, 9],
    [12, 13],
  ] as const;
  expect(countOf(numbers)).toBe(6);
  expect(numbersText(numbers, 'à', 'et')).toBe('5 à 7, 9 et 12 à 13');
  expect(numbersText([[4, 4]], 'à', 'et')).toBe('4');
});
