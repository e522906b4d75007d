import { makeStamp, nameId, uuidV7, type Change, type Id, type Install } from '@resto360/domain';
import { sha256Hex, linkHash, CHAIN_START } from '../protocol/op-hash.ts';
import type { Chain, Op } from '../protocol/op.ts';
import { canonicalJson } from '@resto360/domain';
import type { ApplyDeps } from '../server/apply-ops.ts';
import { MemoryServerStore } from '../server/memory-store.ts';

/** A restaurant for tests of the exchange. */
export const RESTAURANT: Id<'restaurant'> = nameId('test:restaurant');
/** Two tills of it. */
export const TILL_A: Install = 'AAAAAAAAAA';
export const TILL_B: Install = 'BBBBBBBBBB';
/** When tests happen. **Units** ms since 1970. */
export const NOON = Date.UTC(2026, 10, 24, 12);

/** A memory server with two tills enrolled, and the deps of its write path at noon. */
export function testServer(): { store: MemoryServerStore; deps: ApplyDeps; clock: { nowMs: number } } {
  const store = new MemoryServerStore();
  store.addRestaurant(RESTAURANT);
  for (const install of [TILL_A, TILL_B]) store.addDevice(RESTAURANT, { install, kind: 'pos' });
  const clock = { nowMs: NOON };
  return { store, clock, deps: { store, hash: sha256Hex, nowMs: () => clock.nowMs } };
}

let made = 0;

/** An op, valid unless told otherwise; ids and stamps rise with every call. */
export function testOp(changes: readonly Change[], over: Partial<Op> = {}, install: Install = TILL_A): Op {
  made++;
  const id = uuidV7(
    NOON + made,
    Uint8Array.from({ length: 10 }, (_, index) => (made * 31 + index * 7) & 255),
  );
  const stamp = makeStamp(NOON + made, 0, install);
  return { id, stamp, kind: 'menu.sold_out', actor: nameId('test:staff'), base: 0, schema: 1, changes, ...over };
}

/** A chain of ops as a device sends it. */
export function testChain(
  ops: readonly unknown[],
  from: { install?: Install; seq?: number; prev?: string } = {},
): Chain<unknown> {
  return { install: from.install ?? TILL_A, seq: from.seq ?? 1, prev: from.prev ?? CHAIN_START, sig: null, ops };
}

/** The link after a chain. */
export function linkAfter(chain: Chain<unknown>): string {
  return chain.ops.reduce<string>(
    (prev, op, index) => linkHash(prev, chain.seq + index, canonicalJson(op as never)),
    chain.prev,
  );
}

/** A sold-out change on an item, the smallest INTENT there is. */
export function soldOut(item: string, value = true): Change {
  return ['item_availability', nameId(`test:item:${item}`), { born: true, soldOut: value }];
}

/** A payment change. */
export function paid(name: string, amountMinor: number): Change {
  const order = nameId('test:order');
  return [
    'payments',
    nameId(`test:payment:${name}`),
    {
      order,
      shift: nameId('test:shift'),
      method: 'cash',
      amountMinor,
      tenderedMinor: amountMinor,
      changeMinor: 0,
      currency: 'XOF',
      by: nameId('test:staff'),
      at: NOON,
    },
  ];
}
