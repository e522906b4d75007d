import { expect, test } from 'vitest';
import type { PullAnswer } from '@resto360/sync';
import type { ExchangeOutcome } from '@resto360/sync/client';
import { News } from './news.ts';

const pageTo = (to: number): PullAnswer => ({ from: 0, to, more: false, scope: 's', rows: {} });
const done = (to: number): ExchangeOutcome => ({ kind: 'done', progress: false, page: pageTo(to), head: to });

/** News of a device that takes every delta, unless told otherwise. */
function openNews() {
  const is = { woken: 0, shown: [] as number[], takes: true, diskFails: false };
  const news = new News({
    wake: () => (is.woken += 1),
    takeDelta: async (delta) => {
      if (is.diskFails) throw new Error('the disk');
      return is.takes ? pageTo(Number(delta)) : undefined;
    },
    onPage: async (page) => void is.shown.push(page.to),
  });
  return { is, news };
}

test('[SYN-28] a delta that the device takes is shown and asks for nothing; later beats of that head neither', async () => {
  const { is, news } = openNews();
  await news.delta(5, 5);
  news.head(5);
  expect(is).toMatchObject({ shown: [5], woken: 0 });
  news.head(6);
  expect(is.woken).toBe(1);
});

test.each([
  ['does not fit', { takes: false }],
  ['meets a failing disk', { diskFails: true }],
])('[SYN-28] a delta that %s is a poke', async (_, knobs) => {
  const { is, news } = openNews();
  Object.assign(is, knobs);
  await news.delta(5, 5);
  expect(is).toMatchObject({ shown: [], woken: 1 });
});

test('a head named during an exchange asks for another only when the exchange did not bring it', async () => {
  const { is, news } = openNews();
  const run = async (heard: number, brought: ExchangeOutcome) => {
    const outcome = await news.during(async () => {
      news.head(heard);
      return brought;
    });
    news.took(outcome);
  };
  await run(5, done(5));
  expect(is.woken).toBe(0);
  await run(6, done(5));
  expect(is.woken).toBe(1);
  await run(7, { kind: 'offline' });
  expect(is.woken).toBe(1);
});

test('[SYN-21] after a restored server heads count from where its history is read to, however low', async () => {
  const { is, news } = openNews();
  news.took(done(200));
  news.took(done(80));
  news.head(81);
  expect(is.woken).toBe(1);
  await news.delta(82, 82);
  news.head(82);
  expect(is.woken).toBe(1);
});
