import type { CDPSession, Locator, Page } from '@playwright/test';

/** Of a cheap tablet against the machine that measures. */
export const THROTTLE = 6;
const TAPS = 60;
/** How long a finger touches the glass with a quick tap, and how soon the next comes. */
const FINGER_STAYS_MS = 80;
const BETWEEN_TAPS_MS = 300;
/** What a tap may take to be painted. **Units** ms. */
export const TAP_P95_MAX_MS = 100;

/** Slows the page's processor down; the session also has the fingers. */
export async function throttled(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  return session;
}

/**
 * Taps on dishes of every heading of a full order; the browser says how long each event of a tap took to be painted.
 * Fingers, not a mouse: they stay for a moment, and Playwright's own looking before a click would count as the till's.
 */
export async function measureTaps(page: Page, fingers: CDPSession): Promise<number[]> {
  await page.evaluate(() => {
    const slowest = new Map<number, number>();
    Object.assign(globalThis, { slowest });
    new PerformanceObserver((list) => {
      for (const { duration, interactionId, target } of list.getEntries() as PerformanceEventTiming[]) {
        if (interactionId === 0 || !(target instanceof Element) || !target.closest('.dish')) continue;
        slowest.set(interactionId, Math.max(duration, slowest.get(interactionId) ?? 0));
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const before = await unsent(page);
  for (let tap = 0; tap < TAPS; tap++) {
    if (tap % 10 === 0) await touch(page, fingers, page.locator('.headings button').nth(1 + ((tap / 10) % 4)));
    await touch(page, fingers, plates(page).nth(tap % 8));
  }
  const found = await page.evaluate(() => [
    ...(globalThis as unknown as { slowest: Map<number, number> }).slowest.values(),
  ]);
  // A figure of taps that hit nothing, or of which the browser does not tell, would be too good.
  const added = (await unsent(page)) - before;
  if (added !== TAPS || found.length < TAPS) {
    throw new Error(`${TAPS} taps on dishes added ${added}, and the browser told of ${found.length}`);
  }
  return found;
}

/** Dishes on the order that wait to be sent, as the button says it. */
async function unsent(page: Page): Promise<number> {
  const said = await page.getByRole('button', { name: /^Envoyer/ }).textContent();
  return Number(/\d+/.exec(said ?? '')?.[0] ?? 0);
}

async function touch(page: Page, fingers: CDPSession, at: Locator): Promise<void> {
  const box = await at.boundingBox();
  if (!box) throw new Error('what is to be touched is not on the screen');
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await page.waitForTimeout(FINGER_STAYS_MS);
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForTimeout(BETWEEN_TAPS_MS);
}

/** Dishes that ask no question. */
export const plates = (page: Page) => page.locator('.dish').filter({ hasText: /^Plat \d/ });

/** The middle and the slow end of taps. */
export function sharesOf(tapMs: readonly number[]): { tapP50Ms: number; tapP95Ms: number } {
  const sorted = tapMs.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { tapP50Ms: share(0.5), tapP95Ms: share(0.95) };
}
