import { makeStamp, nameId, uuidV7, type Id, type Install, type Row } from '@resto360/domain';
import type { DeviceKind } from '../scope.ts';
import type { JournalEntry, LoadRequest, Page, ServerStore, StoredRow, WritePlan } from './store.ts';

/** A store and the house around it, as a suite wants them. */
export type StoreUnderTest = {
  readonly store: ServerStore;
  /** A restaurant that nobody wrote to yet. */
  addRestaurant(): Promise<Id<'restaurant'>>;
  addDevice(
    restaurant: Id<'restaurant'>,
    device: { readonly install: Install; readonly kind: DeviceKind },
  ): Promise<void>;
  /** The next write dies just before, or just after, its commit. */
  crashNextWrite(when: 'before_commit' | 'after_commit'): void;
};

/** The till of these tests. */
export const TILL: Install = 'AAAAAAAAAA';
/** When these tests happen. **Units** ms since 1970. */
export const NOW_MS = Date.UTC(2026, 10, 24, 12);
/** Nothing to load but the head. */
export const NOTHING: LoadRequest = { opIds: [], installs: [], rows: new Map() };

/** An id made at a time, told apart by a number below 2^32. */
export function idAt(timeMs: number, number: number): Id {
  const tail = [number >>> 24, number >>> 16, number >>> 8, number].map((byte) => byte & 255);
  return uuidV7(timeMs, Uint8Array.from([0, 0, 0, 0, 0, 0, ...tail]));
}

/** A journal entry, sound unless told otherwise. */
export function entryOf(version: number, position: number, over: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: idAt(NOW_MS, version * 1_000 + position),
    version,
    position,
    install: TILL,
    seq: version * 1_000 + position,
    prev: 'p'.repeat(64),
    link: 'l'.repeat(64),
    base: null,
    body: `{"say":"l'été \\"100 %\\" 🥘 ${version}.${position}"}`,
    kind: 'menu.sold_out',
    actor: nameId('staff'),
    stamp: makeStamp(NOW_MS, position, TILL),
    effective: null,
    verdict: 'ok',
    code: null,
    receivedAt: NOW_MS + 123,
    chain: String(version).padStart(64, '0'),
    ...over,
  };
}

/** A sold-out mark of an item: the smallest row there is. */
export function markOf(item: string, version: number, soldOut = true): StoredRow {
  return {
    id: nameId(item),
    v: version,
    sv: version,
    st: makeStamp(NOW_MS, version, TILL),
    f: { born: true, soldOut },
  };
}

/** A plan that holds these rows and entries. */
export function planOf(
  version: number,
  rows: Readonly<Record<string, readonly StoredRow[]>>,
  over: Partial<WritePlan> = {},
): WritePlan {
  return {
    head: version,
    journalHash: String(version).padStart(64, '0'),
    rows: new Map(Object.entries(rows)),
    journal: [],
    devices: [],
    treeOrders: [],
    writers: [],
    days: { today: 0, isFirst: false, clockDay: 0, edge: 0 },
    ...over,
  };
}

/** Writes the next version, whatever it is; answers its number. */
export function writeNext(
  store: ServerStore,
  restaurant: Id<'restaurant'>,
  plan: (version: number) => WritePlan,
): Promise<number> {
  return store.write(restaurant, NOTHING, ({ head }) => ({ plan: plan(head.head + 1), value: head.head + 1 }));
}

/** The rows of a page, by collection. */
export const rowsOf = (page: Page) => JSON.parse(page.rowsJson) as Record<string, Row[]>;
/** A row as it travels. */
export const wire = ({ sv: _sv, fv: _fv, ...row }: StoredRow): Row => row;
/** Rows in an order of their own. */
export const byId = (rows: readonly Row[] = []): readonly Row[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** No limit that a test would reach. */
export const WIDE = { limitRows: 100_000, limitBytes: 100_000_000 };

/** A store with one restaurant and its till. */
export async function openHouse(open: () => Promise<StoreUnderTest>) {
  const under = await open();
  const restaurant = await under.addRestaurant();
  await under.addDevice(restaurant, { install: TILL, kind: 'pos' });
  return { ...under, restaurant };
}
