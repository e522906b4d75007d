import type { BrowserContext, Page } from '@playwright/test';
import { HOUSE, type RealServer } from '../e2e/support/server.ts';
import { Till } from '../e2e/support/till.ts';
import { fillStore, type Fill } from './client-fill.ts';
import { mark } from './mark.ts';
import { inRealBrowser } from './real-browser.ts';
import { TAP_P95_MAX_MS, THROTTLE, measureTaps, plates, sharesOf, throttled } from './taps.ts';

/** A till under load on a slow processor. **Units** ms. */
export type ClientFigures = {
  readonly fill: Fill;
  readonly throttle: number;
  readonly taps: number;
  /** From the finger to the next frame that shows it: the slowest event of each tap, as the browser tells it (Event Timing). */
  readonly tapP50Ms: number;
  readonly tapP95Ms: number;
  /** From the start of a page with no server to the list of tables, and on to the first dish on an order. */
  readonly coldTablesMs: number;
  readonly coldFirstOrderMs: number;
  readonly browser: string;
};

const FILL: Fill = { items: 500, openLines: 300, linesPerOrder: 10, storedOrders: 20_000 };
const COLD_MAX_MS = 4_000;

/** `npm run bench -- client`: the built app in a real Chromium, its store filled, its processor slowed down. */
export async function benchClient(asJson: boolean): Promise<void> {
  const report = await inRealBrowser(async (browser, server) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true });
    return { ...(await measure(context, server)), browser: browser.version() };
  });
  if (asJson) console.log(JSON.stringify(report));
  else print(report);
}

async function measure(context: BrowserContext, server: RealServer): Promise<Omit<ClientFigures, 'browser'>> {
  const page = await context.newPage();
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.settled();
  // From here on the device is alone: what is measured is the device, not the line.
  await server.kill();
  await page.evaluate(fillStore, FILL);
  await page.goto(`${server.url}/pos`);
  await till.signIn();
  const slow = await throttled(page);
  const cold = await measureCold(page);
  const tapMs = await measureTaps(page, slow);
  await slow.detach();
  return { fill: FILL, throttle: THROTTLE, taps: tapMs.length, ...sharesOf(tapMs), ...cold };
}

async function measureCold(page: Page): Promise<{ coldTablesMs: number; coldFirstOrderMs: number }> {
  await page.reload({ waitUntil: 'commit' });
  const table = page.getByRole('link', { name: new RegExp(`^Table ${HOUSE.table},`) });
  await table.waitFor();
  const coldTablesMs = await page.evaluate(() => performance.now());
  await table.click();
  // A dish of the fill: it asks no question.
  await page.getByRole('searchbox').fill('plat');
  await plates(page).first().click();
  await page.locator('.ticket .line[data-mark="pending"]').first().waitFor();
  return { coldTablesMs, coldFirstOrderMs: await page.evaluate(() => performance.now()) };
}

function print(figures: ClientFigures): void {
  const { fill } = figures;
  console.log(
    `chromium ${figures.browser}, processor ${figures.throttle}× slower; ${fill.items} dishes, ${fill.openLines} open lines, ${fill.storedOrders} stored orders`,
  );
  console.log(
    `${mark(figures.tapP95Ms < TAP_P95_MAX_MS)} tap → painted p95 ${figures.tapP95Ms} ms (target under ${TAP_P95_MAX_MS}, aim 50), p50 ${figures.tapP50Ms}, ${figures.taps} taps`,
  );
  console.log(
    `${mark(figures.coldFirstOrderMs < COLD_MAX_MS)} cold start with no server to the first order ${figures.coldFirstOrderMs.toFixed(0)} ms (target under ${COLD_MAX_MS}, aim 3000); to the tables ${figures.coldTablesMs.toFixed(0)} ms`,
  );
}
