import { expect, test } from 'vitest';
import { TELLS_LOCK, holdTellsLock } from './tells-lock.ts';

/** A page that can be hidden, and locks that say which are held. */
function world() {
  const page = Object.assign(new EventTarget(), { visibilityState: '' });
  page.visibilityState = 'visible';
  const held: string[] = [];
  const request = async (name: string, _options: object, run: () => Promise<void>) => {
    held.push(name);
    await run();
    held.pop();
  };
  const see = async (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { page: page as unknown as Document, locks: { request } as unknown as LockManager, held, see };
}

test('[NOT-6] the lock is held while the page is seen, and tells', async () => {
  const { page, locks, held, see } = world();
  const letGo = holdTellsLock(false, { page, locks });
  expect(held).toEqual([TELLS_LOCK]);
  await see('visible');
  expect(held).toEqual([TELLS_LOCK]);
  await see('hidden');
  expect(held).toEqual([]);
  await see('visible');
  expect(held).toEqual([TELLS_LOCK]);
  letGo();
  await see('visible');
  expect(held).toEqual([]);
});

test('[NOT-6] a page that nobody sees holds nothing, and one without locks does no harm', async () => {
  const { page, locks, held, see } = world();
  await see('hidden');
  holdTellsLock(false, { page, locks })();
  expect(held).toEqual([]);
  await see('visible');
  holdTellsLock(false, { page, locks: undefined })();
});

test('[NOT-4, NOT-6] a page behind its lock tells nothing, so it holds nothing, although it is seen', async () => {
  const { page, locks, held, see } = world();
  const letGo = holdTellsLock(true, { page, locks });
  expect(held).toEqual([]);
  await see('hidden');
  await see('visible');
  expect(held).toEqual([]);
  letGo();
});
