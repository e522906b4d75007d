import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { loadDemoAlone } from './demo-alone.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

test('two first starts at once load the demo once, and nothing of it is put apart', async () => {
  const loaded = await Promise.all([1, 2].map(() => loadDemoAlone(house, () => Date.now())));
  expect(loaded.flat()).toEqual(DEMO_RESTAURANTS.map(({ slug }) => slug));
  for (const { id } of DEMO_RESTAURANTS) expect(await house.store.rows(id, 'quarantine')).toEqual([]);
});
