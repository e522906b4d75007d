import { nameId, type Change } from '@resto360/domain';
import { expect, test } from 'vitest';
import { RESTAURANT, TILL_A, TILL_B, testChain, testOp, testServer } from '../testing/index.ts';
import { applyOps } from './apply-ops.ts';

const ID = nameId('test:reversal');
const RANDOM = '01a20d6e-2630-7aea-98f7-574b56fe3b2b';
const person = (name: string) => nameId(`test:${name}`);
/** "The guest gave the refund back", as somebody says it. */
const reversal = (by: string, amountMinor = 3_000, id = ID): Change => [
  'refunds',
  id,
  {
    order: nameId('test:order'),
    payment: null,
    shift: person(`shift of ${by}`),
    method: 'cash',
    amountMinor,
    currency: 'XOF',
    reason: `says ${by}`,
    by: person(by),
    approvedBy: null,
    at: by.length,
    reverses: nameId('test:refund'),
    agedGrant: false,
  },
];

async function saidBy(first: Change, second: Change) {
  const { store, deps } = testServer();
  const say = async (change: Change, install: string) => {
    const note: Change = ['orders', nameId(`test:beside ${install}`), { status: [0, 'closed'] }];
    const op = testOp([change, note], { kind: 'exception.decide' }, install);
    return (await applyOps(RESTAURANT, [testChain([op], { install })], install, deps)).verdicts[op.id]?.[0];
  };
  const verdicts = [await say(first, TILL_A), await say(second, TILL_B)];
  const rows = await store.rows(RESTAURANT, 'refunds');
  const beside = (await store.rows(RESTAURANT, 'orders')).length;
  return { verdicts, amounts: rows.map(({ f }) => f['amountMinor']), beside };
}

test('[SYN-3] what two people say of one thing counts once, and neither op is put apart', async () => {
  expect(await saidBy(reversal('awa'), reversal('moussa'))).toEqual({
    verdicts: ['ok', 'ok'],
    amounts: [3_000],
    beside: 2,
  });
});

test('[SYN-3] another amount is another thing: the second is put apart', async () => {
  const said = await saidBy(reversal('awa'), reversal('moussa', 2_000));
  expect(said).toEqual({ verdicts: ['ok', 'quarantined'], amounts: [3_000], beside: 1 });
});

test('[SYN-3] a fact of a random id is one person’s, word for word', async () => {
  const { verdicts } = await saidBy(reversal('awa', 3_000, RANDOM), reversal('moussa', 3_000, RANDOM));
  expect(verdicts).toEqual(['ok', 'quarantined']);
});
