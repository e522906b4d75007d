import { expect, test, type Page } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const house = serverBehindProxy();

/** What a page hears over its WebSockets, and whether a stream of events was opened to it. */
function watch(page: Page) {
  const seen = { deltas: 0, beats: 0, streams: 0 };
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (payload.toString().startsWith('{"type":"delta"')) seen.deltas += 1;
      if (payload.toString().startsWith('{"type":"beat"')) seen.beats += 1;
    }),
  );
  page.on('response', (answer) => {
    if (answer.url().endsWith('/api/live/events') && answer.ok()) seen.streams += 1;
  });
  return seen;
}

test('[SYN-28] a till shows what another one sends without asking: over a WebSocket, and over a stream where none gets through', async ({
  browser,
}) => {
  const pages = await Promise.all([1, 2, 3].map(async () => (await browser.newContext()).newPage()));
  const [writing, direct, behind] = pages.map((page) => new Till(page));
  if (!writing || !direct || !behind) throw new Error('three tills');
  const [onSocket, onStream] = [watch(direct.page), watch(behind.page)];
  await Promise.all(
    [writing, direct, behind].map(async (till) => {
      // The proxy passes no WebSocket.
      await till.enrol(till === behind ? house.proxy.url : house.server.url, await house.server.enrolCode());
      await till.signIn();
      await till.settled();
    }),
  );
  await expect.poll(() => onSocket.beats, { timeout: AGREE_MAX_MS }).toBeGreaterThan(0);
  await expect.poll(() => onStream.streams, { timeout: AGREE_MAX_MS }).toBeGreaterThan(0);

  await writing.openTable();
  await writing.addDish('Alloco');
  await writing.send();
  for (const till of [direct, behind]) {
    await till.openTable();
    await expect(till.line('Alloco')).toBeVisible({ timeout: AGREE_MAX_MS });
    await till.settled();
  }

  // From here on whoever asks gets no answer: what shows has come by itself.
  const before = onSocket.deltas;
  for (const { page } of [direct, behind]) await page.route('**/api/sync', (route) => route.abort());
  await writing.addDish('Placali');
  await writing.send();
  for (const till of [direct, behind]) await expect(till.line('Placali')).toBeVisible({ timeout: AGREE_MAX_MS });
  expect(onSocket.deltas).toBeGreaterThan(before);
});
