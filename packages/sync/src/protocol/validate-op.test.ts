import { SCHEMA, nameId, type Json } from '@resto360/domain';
import { expect, test } from 'vitest';
import { readChain } from '../server/incoming.ts';
import { applyOps } from '../server/apply-ops.ts';
import { RESTAURANT, TILL_A, paid, soldOut, testChain, testOp, testServer } from '../testing/index.ts';
import { sha256Hex } from './op-hash.ts';
import { validateOp } from './validate-op.ts';

const good = testOp([soldOut('a')]);
const [, paymentId, payment] = paid('a', 500);
const take = (fields: Record<string, Json>) => testOp([['payments', paymentId, fields]], { kind: 'payment.take' });
const without = (name: string) => Object.fromEntries(Object.entries(payment).filter(([key]) => key !== name));
const line = (fields: Record<string, Json>) =>
  testOp([['order_lines', nameId('line'), fields]], { kind: 'order.add_line' });

/** Bad ops, and the code that both sides give. */
const BAD: readonly (readonly [name: string, op: unknown, code: string])[] = [
  ['no changes', { ...good, changes: [] }, 'malformed_op'],
  ['an unknown member', { ...good, secret: 1 }, 'malformed_op'],
  ['a stamp that is none', { ...good, stamp: 'now' }, 'malformed_op'],
  ['a base that is no count', { ...good, base: -1 }, 'malformed_op'],
  ['a change that is no triple', { ...good, changes: [['orders', 'x']] }, 'malformed_op'],
  ['a newer schema', { ...good, schema: SCHEMA + 1 }, 'newer_schema'],
  ['an unknown kind', { ...good, kind: 'order.fly' }, 'unknown_kind'],
  ['a kind named like a member of Object', { ...good, kind: 'constructor' }, 'unknown_kind'],
  [
    'too many changes',
    { ...good, changes: Array.from({ length: 101 }, (_, index) => soldOut(`i${index}`)) },
    'too_many_changes',
  ],
  ['an unknown collection', { ...good, changes: [['dreams', nameId('x'), { a: 1 }]] }, 'unknown_collection'],
  [
    'a row of the server',
    { ...good, changes: [['quarantine', nameId('x'), { state: 'discarded' }]] },
    'server_collection',
  ],
  ['a collection of another kind', { ...good, changes: [paid('a', 1)] }, 'collection_not_in_kind'],
  ['one row twice', { ...good, changes: [soldOut('a'), soldOut('a')] }, 'row_twice'],
  ['an unknown field', take({ ...payment, tip: 5 }), 'unknown_field'],
  ['a field named like a member of Object', take({ ...payment, constructor: 5 }), 'unknown_field'],
  ['a fact that is not whole', take(without('amountMinor')), 'missing_field'],
  ['an amount that is a float', take({ ...payment, amountMinor: 0.5 }), 'bad_value'],
  ['an amount below zero', take({ ...payment, amountMinor: -5 }), 'bad_value'],
  ['a price without its dish', line({ unitPriceMinor: 5 }), 'partial_group'],
  ['born taken back', line({ born: false }), 'bad_value'],
];

for (const [name, op, code] of BAD) {
  test(`[SYN-17] ${name}: ${code} on the device and in applyOps alike`, async () => {
    const onDevice = validateOp(op);
    expect(onDevice.ok ? 'ok' : onDevice.error.code).toBe(code);
    const { deps } = testServer();
    const { verdicts } = await applyOps(RESTAURANT, [testChain([op])], TILL_A, deps);
    expect(verdicts[good.id] ?? Object.values(verdicts)[0]).toEqual(['quarantined', 1, code]);
  });
}

test('[SYN-17] an op that is too large is kept, and told so', () => {
  const [incoming] = readChain(testChain([{ ...good, actor: 'x'.repeat(70_000) }]), sha256Hex);
  expect(incoming?.problem).toBe('op_too_large');
});

test('a quantity out of range is no reason to keep an op back: the join clamps it', () => {
  expect(validateOp(line({ quantity: 100_000 })).ok).toBe(true);
  expect(validateOp(line({ quantity: 1.5 })).ok).toBe(false);
});
