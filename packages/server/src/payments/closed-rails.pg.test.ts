import type { Id, Json } from '@resto360/domain';
import { Breaker } from '@resto360/payments';
import { mtnTestRail, pawapayTestRail, type TestRail } from '@resto360/payments/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncStore } from '../db/sync-store.ts';
import { openPaymentHouse, PaymentScene, until } from '../testing/payment-scene.ts';
import { hideRail } from './accounts.ts';
import { CLOSED_FOR_MS, ClosedRails, reopenRails } from './closed-rails.ts';

const MINUTE_MS = 60_000;
let opened: Awaited<ReturnType<typeof openPaymentHouse>>;
beforeAll(async () => {
  opened = await openPaymentHouse();
});
afterAll(() => opened.close());

/** What tills know of the rail, and at which version. */
async function toldOf(restaurant: Id<'restaurant'>): Promise<Readonly<Record<string, Json>> & { readonly v: number }> {
  const [row] = await opened.store.rows(restaurant, 'rails');
  if (!row) expect.fail('the rail is there');
  const { isOpen = null, closedUntil = null, closedOperators = null } = row.f;
  return { isOpen, closedUntil, closedOperators, v: row.v };
}

/** A scene whose breaker is in the test's hands. */
async function openScene(rail: TestRail = mtnTestRail(), operators: readonly string[] = []) {
  const scene = await PaymentScene.open(opened, rail, operators);
  const { restaurant, accounts, nowMs } = scene;
  const breaker = new Breaker();
  return {
    scene,
    /** A process of its own, that sees what the breaker sees. */
    closedRails: (store: SyncStore = opened.store) => new ClosedRails(restaurant, breaker, { store, accounts, nowMs }),
    /** Ten calls without an answer, or one that is answered. */
    note: (isBad: boolean, operator = '') => {
      const key = `${rail.account.provider}/${rail.account.id}/${operator}`;
      for (let calls = isBad ? 10 : 1; calls > 0; calls--) breaker.note(key, isBad, nowMs());
    },
    told: () => toldOf(restaurant),
    untilOpen: (isOpen: 'yes' | 'no') =>
      until(
        () => toldOf(restaurant),
        (told) => told['isOpen'] === isOpen,
      ),
  };
}

const OPEN = { isOpen: 'yes', closedUntil: null, closedOperators: [] };

test('[PAY-17] calls that fail close the rail on the tills; nobody waits, and a read opens it again', async () => {
  const { scene, untilOpen } = await openScene();
  scene.network.faults.arm({ operation: 'money', fault: { kind: 'pre_accept_5xx' }, times: 10 });
  await scene.ask(10);
  const end = await scene.worker();
  const closed = await untilOpen('no');
  expect(closed).toMatchObject({ isOpen: 'no', closedOperators: [] });
  expect(Number(closed['closedUntil'])).toBeGreaterThan(scene.nowMs() + CLOSED_FOR_MS / 2);
  expect(Number(closed['closedUntil'])).toBeLessThanOrEqual(scene.nowMs() + CLOSED_FOR_MS);
  // Nothing is due any more: only the look of each minute can see that somebody answers.
  await scene.send("delete from pgboss.job where data ->> 'restaurant' = $1");
  await scene.send('update offline_payment_queue set next_retry_at = null where restaurant_id = $1');
  scene.aheadMs = MINUTE_MS;
  expect(await untilOpen('yes')).toMatchObject(OPEN);
  await end();
  expect(opened.errors).toEqual([]);
});

test('[PAY-17] what a process said that is gone is put right by the look of another, and not before its time', async () => {
  const { scene, closedRails, note, told, untilOpen } = await openScene();
  note(true);
  await closedRails().tell();
  const end = await scene.worker();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await told()).toMatchObject({ isOpen: 'no' });
  scene.aheadMs = CLOSED_FOR_MS + 1;
  expect(await untilOpen('yes')).toMatchObject(OPEN);
  await end();
});

test('[PAY-17] a word is said once, again in its second half, and taken back with an answer', async () => {
  const { scene, closedRails, note, told } = await openScene();
  const closed = closedRails();
  const versions: number[] = [];
  const tell = async () => {
    await closed.tell();
    versions.push((await told()).v);
  };
  await tell();
  note(true);
  await tell();
  scene.aheadMs = MINUTE_MS;
  note(true);
  await tell();
  scene.aheadMs = 2 * MINUTE_MS + 1_000;
  note(true);
  await tell();
  expect(Number((await told())['closedUntil'])).toBeGreaterThan(scene.nowMs() + CLOSED_FOR_MS - 1_000);
  scene.aheadMs = 3 * MINUTE_MS;
  note(false);
  await tell();
  await tell();
  const [first = 0] = versions;
  expect(versions.map((v) => v - first)).toEqual([0, 1, 1, 2, 3, 3]);
  expect(await told()).toMatchObject(OPEN);
});

test('[PAY-17] what nobody has heard of for minutes is not said to be closed any more', async () => {
  const { scene, closedRails, note, told } = await openScene();
  const closed = closedRails();
  note(true);
  await closed.tell();
  scene.aheadMs = CLOSED_FOR_MS;
  await closed.tell();
  expect(await told()).toMatchObject(OPEN);
});

test('[PAY-17] an operator is closed alone; all that the rail offers close it', async () => {
  const { closedRails, note, told } = await openScene(pawapayTestRail(), ['ORANGE_CIV', 'MOOV_CIV']);
  const closed = closedRails();
  const say = async (operator: string | null) => {
    note(true, operator ?? '');
    await closed.tell();
    const { isOpen, closedOperators } = await told();
    return [isOpen, closedOperators];
  };
  expect(await say('MTN_CIV')).toEqual(['yes', []]);
  expect(await say('MOOV_CIV')).toEqual(['yes', ['MOOV_CIV']]);
  expect(await say('ORANGE_CIV')).toEqual(['no', ['ORANGE_CIV', 'MOOV_CIV']]);
  expect(await say(null)).toEqual(['no', []]);
});

test('[PAY-17] a start tells of a rail and leaves alone whether it answers; so does who takes it away', async () => {
  const { scene, closedRails, note, told } = await openScene();
  note(true);
  await closedRails().tell();
  const { v, ...closed } = await told();
  await scene.tellRail({ operators: [], merchantCode: '*133#' });
  await hideRail(scene.restaurant, 'money', { store: opened.store, nowMs: scene.nowMs });
  expect(await told()).toEqual({ ...closed, v: v + 2 });
  await reopenRails(scene.restaurant, { store: opened.store, nowMs: scene.nowMs });
  expect(await told()).toMatchObject(closed);
});

test('a code that is changed while a worker tells of its rail stays changed', async () => {
  const { scene, closedRails, note } = await openScene();
  let hasRead = false;
  const rows: SyncStore['rows'] = async (of, collection) => {
    const read = await opened.store.rows(of, collection);
    if (!hasRead) await scene.tellRail({ operators: [], merchantCode: '*133#' });
    hasRead = true;
    return read;
  };
  note(true);
  await closedRails({ ...opened.store, rows }).tell();
  const [row] = await opened.store.rows(scene.restaurant, 'rails');
  expect(row?.f).toMatchObject({ merchantCode: '*133#', isOpen: 'no' });
});
