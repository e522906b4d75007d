import type { Browser, Page } from '@playwright/test';
import { KitchenScreen } from '../e2e/support/kitchen-screen.ts';
import { HOUSE, type RealServer } from '../e2e/support/server.ts';
import { Till } from '../e2e/support/till.ts';
import { mark } from './mark.ts';
import { inRealBrowser } from './real-browser.ts';

/** From the tap on "send" to the line on the kitchen's screen, and what a server that comes back costs. **Units** ms. */
export type LiveFigures = {
  readonly sends: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** From the ready line of a server that was killed to the kitchen showing what was sent meanwhile (F17). */
  readonly caughtUpMs: number;
};

const SENDS = 100;
const P95_MAX_MS = 300;
const CAUGHT_UP_MAX_MS = 10_000;
/** A cook's second tap counts after this. **Units** ms. */
const BETWEEN_TAPS_MS = 900;

/** `npm run bench -- live`: a till and a kitchen screen in real browsers on one machine, so that one clock times both. */
export async function benchLive(asJson: boolean): Promise<void> {
  const figures = await inRealBrowser(measure);
  if (asJson) console.log(JSON.stringify(figures));
  else print(figures);
}

async function measure(browser: Browser, server: RealServer): Promise<LiveFigures> {
  const till = new Till(await (await browser.newContext()).newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  const kitchen = new KitchenScreen(await (await browser.newContext()).newPage());
  await kitchen.enrol(server.url, await server.enrolCode('kitchen'));
  await till.settled();
  await noteTaps(till.page);
  await noteLines(kitchen.page);
  await till.openTable();
  const tookMs: number[] = [];
  for (let send = 0; send < SENDS; send++) {
    await till.addDish('Placali');
    const sentAt = await sendNow(till);
    tookMs.push((await nextLine(kitchen.page, send)) - sentAt);
    await kitchen.page.waitForTimeout(BETWEEN_TAPS_MS);
    await kitchen
      .ticket(HOUSE.table)
      .first()
      .getByRole('button', { name: /^Tout prêt/ })
      .click();
  }
  await server.kill();
  await till.addDish('Placali');
  await sendNow(till);
  await server.up();
  const upAt = Date.now();
  const caughtUpMs = (await nextLine(kitchen.page, SENDS)) - upAt;
  const sorted = tookMs.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.min(SENDS - 1, Math.floor(SENDS * part))] ?? 0;
  return { sends: SENDS, p50Ms: share(0.5), p95Ms: share(0.95), maxMs: share(1), caughtUpMs };
}

type Noted = { readonly noted: number[] };

async function noteTaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: number[] = [];
    Object.assign(globalThis, { noted });
    addEventListener('pointerdown', () => noted.push(Date.now()), { capture: true });
  });
}

async function noteLines(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: number[] = [];
    Object.assign(globalThis, { noted });
    const seen = new Set<Element>();
    new MutationObserver(() => {
      for (const line of document.querySelectorAll('.ticket-line[data-state="sent"]')) {
        if (seen.has(line)) continue;
        seen.add(line);
        // When it is painted, not when it is in the document.
        requestAnimationFrame(() => setTimeout(() => noted.push(Date.now())));
      }
    }).observe(document.body, { subtree: true, childList: true });
  });
}

async function sendNow(till: Till): Promise<number> {
  await till.page.getByRole('button', { name: /^Envoyer \d/ }).click();
  return till.page.evaluate(() => (globalThis as unknown as Noted).noted.at(-1) ?? 0);
}

async function nextLine(page: Page, before: number): Promise<number> {
  await page.waitForFunction((count) => (globalThis as unknown as Noted).noted.length > count, before);
  return page.evaluate((at) => (globalThis as unknown as Noted).noted[at] ?? 0, before);
}

function print({ sends, p50Ms, p95Ms, maxMs, caughtUpMs }: LiveFigures): void {
  console.log(
    `${mark(p95Ms < P95_MAX_MS)} send → line on the kitchen's screen: p95 ${p95Ms} ms (target under ${P95_MAX_MS}), p50 ${p50Ms}, longest ${maxMs}, ${sends} sends`,
  );
  console.log(
    `${mark(caughtUpMs < CAUGHT_UP_MAX_MS)} server killed and back: the kitchen has caught up ${Math.max(0, caughtUpMs)} ms after it was ready (target under ${CAUGHT_UP_MAX_MS})`,
  );
}
