import { nameId, ok } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { CLIENT_RULES, type ClientRules } from '../client/rules.ts';
import { DeviceCrash } from '../client/memory-store.ts';
import { paid, soldOut, testServer } from './index.ts';
import { testTill } from './test-till.ts';

// What a till says is saved, and what it prints: nothing of it before the disk has it.

type SavedRule = ClientRules['saved'];

const tillThat = (saved: SavedRule) => testTill(testServer(), undefined, undefined, { ...CLIENT_RULES, saved });

/** Cash is taken and the power fails before the disk has it: what the till said, and what it holds when it starts again. */
async function cutAt(saved: SavedRule) {
  const till = await tillThat(saved);
  let given = 0;
  const pay = (name: string, device = till.device) =>
    device.record(nameId('test:staff'), ({ receiptCount }) => {
      given = receiptCount;
      return ok({ kind: 'payment.take', changes: [paid(name, 5_000)], receipts: 1 });
    });
  till.store.faults.crashBeforeCommit = true;
  const papers: number[] = [];
  try {
    if ((await pay('before the cut')).ok) papers.push(given);
  } catch (error) {
    if (!(error instanceof DeviceCrash)) throw error;
  }
  const again = till.open();
  await again.load();
  const held = (await till.outbox()).length;
  if ((await pay('after the cut', again)).ok) papers.push(given);
  return { papers, held };
}

describe('[F4] a receipt is printed when its sale is on the disk, and not before', () => {
  test('a cut before that prints nothing; the next guest gets the number', async () => {
    expect(await cutAt('on_disk')).toEqual({ papers: [1], held: 0 });
  });
  test('a till that prints anyway hands out a paper without a sale, and its number twice', async () => {
    expect(await cutAt('anyway')).toEqual({ papers: [1, 1], held: 0 });
  });
});

/** A tap that the till answered as saved, and then the browser is killed: is it there when the app starts again? */
async function tapOnFullDisk(saved: SavedRule) {
  const till = await tillThat(saved);
  till.store.faults.quotaExceeded = true;
  const isSaid = await till.tap(soldOut('attiéké')).then(
    ({ ok: isOk }) => isOk,
    () => false,
  );
  const again = till.open();
  await again.load();
  return { isSaid, isThere: [...again.view.all('item_availability')].length === 1 };
}

describe('[F2] what is called saved is on the disk, with nothing in between that a kill could empty', () => {
  test('what the disk did not take is not called saved', async () => {
    expect(await tapOnFullDisk('on_disk')).toEqual({ isSaid: false, isThere: false });
  });
  test('a till that answers first loses what it said it has', async () => {
    expect(await tapOnFullDisk('anyway')).toEqual({ isSaid: true, isThere: false });
  });
  test('what it called saved is there after a kill in the same moment', async () => {
    const till = await tillThat('on_disk');
    expect((await till.tap(soldOut('attiéké'))).ok).toBe(true);
    const again = till.open();
    await again.load();
    expect([...again.view.all('item_availability')]).toHaveLength(1);
  });
});
