import { nameId, ok } from '@resto360/domain';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';

test('of edits that were refused the last are listed, and those before are counted until somebody has read it', async () => {
  const till = await testTill(testServer());
  const notices = () => till.store.read((tx) => tx.meta('notices'));
  const edits = async (count: number) => {
    for (let made = 0; made < count; made++) {
      const change = ['items', nameId(`dish ${made}`), { priceMinor: 1 }] as const;
      await till.device.record(nameId('nobody'), () => ok({ kind: 'menu.edit', changes: [change], receipts: 0 }));
    }
    await till.device.exchange();
  };
  await edits(LIMITS.rejectedListed);
  expect((await notices())?.rejected).toHaveLength(LIMITS.rejectedListed);
  expect(await notices()).not.toHaveProperty('rejectedBefore');
  for (const expected of [7, 14]) {
    await edits(7);
    expect((await notices())?.rejected).toHaveLength(LIMITS.rejectedListed);
    expect((await notices())?.rejectedBefore).toBe(expected);
  }
  await till.device.acknowledgeRejected();
  expect(await notices()).toEqual({ fork: false, missing: [], rejected: [], stopped: null });
  await edits(1);
  expect((await notices())?.rejected).toHaveLength(1);
  expect(await notices()).not.toHaveProperty('rejectedBefore');
});
