import { nameId, ok, openExceptions, type Change, type Id } from '@resto360/domain';
import { expect, test } from 'vitest';
import { NOON, RESTAURANT, TILL_B, testServer } from '../testing/index.ts';
import { settle, testTill, type TestTill } from '../testing/test-till.ts';

const [staff, order] = [nameId('test:staff'), nameId('test:order')];
const matter = nameId('test:matter');
const OFFICE = 'CCCCCCCCCC';

const write = async (till: TestTill, kind: string, changes: readonly Change[]) => {
  const saved = await till.device.record(staff, () => ok({ kind, receipts: 0, changes }));
  expect(saved).toMatchObject({ ok: true });
};
const decision = (remedy: string): Change => [
  'decisions',
  matter,
  {
    born: true,
    kind: 'overpaid',
    subjects: [order],
    order,
    state: 'decided',
    remedy,
    by: staff,
    at: NOON,
    amountMinor: 500,
    wrote: [],
  },
];
const open: Change = [
  'orders',
  order,
  { born: true, openedBy: staff, openedAt: NOON, kind: 'dine_in', currency: 'XOF', status: [0, 'closed'] },
];

/** What a till that has just started tells of. */
const toldAfterStart = async (till: TestTill) => {
  const again = till.open();
  await again.load();
  return openExceptions(again.view, NOON).map(({ kind }) => kind);
};

/** Two people decide one matter of a closed order apart, the later of them comes in first or last; a third device reads. */
async function decidedApart(first: 'later' | 'earlier' = 'later') {
  const server = testServer();
  server.store.addDevice(RESTAURANT, { install: OFFICE, kind: 'pos' });
  const [here, there] = [await testTill(server), await testTill(server, TILL_B)];
  const office = await testTill(server, OFFICE);
  await write(here, 'order.open', [open]);
  for (const till of [here, there, office]) await settle(till);
  await write(here, 'exception.decide', [decision('give_back')]);
  server.clock.nowMs += 1_000;
  await write(there, 'exception.decide', [decision('keep_surplus')]);
  const [one, other] = first === 'later' ? [there, here] : [here, there];
  for (const till of [one, office, other, office, one]) await settle(till);
  return { here, there, office };
}

test.each(['later', 'earlier'] as const)(
  '[SYN-4] two decisions about a closed order are told of after a start, on a device that made neither; the %s came first',
  async (first) => {
    const { office } = await decidedApart(first);
    expect(await toldAfterStart(office)).toEqual(['decided_twice']);
  },
);

test('[SYN-4] once somebody who knew both decided, a start loads the order no more', async () => {
  const { here, office } = await decidedApart();
  await write(here, 'exception.decide', [decision('keep_surplus')]);
  for (const till of [here, office]) await settle(till);
  expect(await toldAfterStart(office)).toEqual([]);
  const again = office.open();
  await again.load();
  expect([...again.view.all('orders')].map(({ id }): Id => id)).toEqual([]);
});
