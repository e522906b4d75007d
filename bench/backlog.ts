import type { BrowserContext, Page } from '@playwright/test';
import type { Install } from '@resto360/domain';
import { HOUSE, type RealServer } from '../e2e/support/server.ts';
import { Till } from '../e2e/support/till.ts';
import { fillStore } from './client-fill.ts';
import { mark } from './mark.ts';
import { monthOfOps, type Month } from './month-of-ops.ts';
import { inRealBrowser } from './real-browser.ts';
import { TAP_P95_MAX_MS, THROTTLE, measureTaps, sharesOf, throttled } from './taps.ts';

/** A till that comes back after a month without a line. **Units** ms. */
export type BacklogFigures = {
  readonly ops: number;
  readonly throttle: number;
  /** From the start of a page with no server to the tables. */
  readonly coldTablesMs: number;
  /** Taps on dishes while the month is sent. */
  readonly taps: number;
  readonly tapP50Ms: number;
  readonly tapP95Ms: number;
  /** The same taps on a till with an empty outbox, in the same run: what the month costs, on whatever machine. */
  readonly emptyP50Ms: number;
  readonly emptyP95Ms: number;
  /** What still waited when the taps began and when they ended: they were measured during the sending, or not. */
  readonly waitedBefore: number;
  readonly waitedAfter: number;
  /** From the line that is back to an empty outbox, taps included. */
  readonly drainedMs: number;
  /** Orders and payments that the server then has, of those of the month. */
  readonly orders: string;
  readonly payments: string;
};

const OPS = 20_000;
const DRAIN_MAX_MS = 20 * 60_000;

/** `npm run bench -- backlog`: 20,000 ops of the first app lie on a till; the line comes back. */
export async function benchBacklog(asJson: boolean): Promise<void> {
  const figures = await inRealBrowser(async (browser, server) => {
    const newContext = () => browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true });
    const empty = await measureEmpty(await newContext(), server);
    await server.up();
    return { ...(await measure(await newContext(), server)), emptyP50Ms: empty.tapP50Ms, emptyP95Ms: empty.tapP95Ms };
  });
  if (asJson) console.log(JSON.stringify(figures));
  else print(figures);
}

async function measureEmpty(context: BrowserContext, server: RealServer) {
  const { page, till } = await enrolAlone(context, server);
  const slow = await throttled(page);
  await page.goto(`${server.url}/pos`, { waitUntil: 'commit' });
  await till.signIn();
  await till.openTable();
  await page.getByRole('searchbox').fill('plat');
  const tapMs = await measureTaps(page, slow);
  await context.close();
  return sharesOf(tapMs);
}

/** A till of the demo that the server has left, with dishes to tap on that ask no question. */
async function enrolAlone(context: BrowserContext, server: RealServer): Promise<{ page: Page; till: Till }> {
  const page = await context.newPage();
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.settled();
  await server.kill();
  await page.evaluate(fillStore, { items: 500, openLines: 0, linesPerOrder: 1, storedOrders: 0 });
  return { page, till };
}

async function measure(
  context: BrowserContext,
  server: RealServer,
): Promise<Omit<BacklogFigures, 'emptyP50Ms' | 'emptyP95Ms'>> {
  const { page, till } = await enrolAlone(context, server);
  const month = await layDown(page);
  const slow = await throttled(page);
  await page.goto(`${server.url}/pos`, { waitUntil: 'commit' });
  await till.signIn();
  await page.reload({ waitUntil: 'commit' });
  await page.getByRole('link', { name: new RegExp(`^Table ${HOUSE.table},`) }).waitFor();
  const coldTablesMs = await page.evaluate(() => performance.now());
  await till.openTable();
  await page.getByRole('searchbox').fill('plat');
  await server.up();
  const backAt = Date.now();
  // The first part is through: from here on the till sends without a pause.
  while ((await waiting(page)) >= month.entries.length) await page.waitForTimeout(200);
  const waitedBefore = await waiting(page);
  const tapMs = await measureTaps(page, slow);
  const waitedAfter = await waiting(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  while ((await waiting(page)) > 0 && Date.now() - backAt < DRAIN_MAX_MS) await page.waitForTimeout(1_000);
  const drainedMs = Date.now() - backAt;
  const found = await server.listOrders();
  const payments = found.reduce((sum, order) => sum + order.payments.length, 0);
  return {
    ops: month.entries.length,
    throttle: THROTTLE,
    coldTablesMs,
    taps: tapMs.length,
    ...sharesOf(tapMs),
    waitedBefore,
    waitedAfter,
    drainedMs,
    orders: `${found.filter(({ payments: taken }) => taken.length > 0).length} of ${month.orders}`,
    payments: `${payments} of ${2 * month.orders}`,
  };
}

/** Puts a month into the outbox of the till on this page. */
async function layDown(page: Page): Promise<Month> {
  const install = await page.evaluate(readInstall);
  const month = monthOfOps(OPS, install, Date.now());
  for (let from = 0; from < month.entries.length; from += 1_000) {
    await page.evaluate(putOutbox, { entries: month.entries.slice(from, from + 1_000), counters: month.counters });
  }
  return month;
}

const waiting = (page: Page): Promise<number> => page.evaluate(countOutbox);

// These run inside the page: no imports.
async function readInstall(): Promise<Install> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`resto360-${localStorage.getItem('resto360.restaurant') ?? ''}`);
    request.addEventListener('success', () => resolve(request.result));
  });
  const identity = await new Promise<{ value: { install: Install } }>((resolve) => {
    const request = database.transaction('meta').objectStore('meta').get('identity');
    request.addEventListener('success', () => resolve(request.result as { value: { install: Install } }));
  });
  database.close();
  return identity.value.install;
}

async function putOutbox({ entries, counters }: Pick<Month, 'entries' | 'counters'>): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`resto360-${localStorage.getItem('resto360.restaurant') ?? ''}`);
    request.addEventListener('success', () => resolve(request.result));
  });
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(['outbox', 'meta'], 'readwrite');
    for (const entry of entries) transaction.objectStore('outbox').put(entry);
    transaction.objectStore('meta').put({ key: 'counters', value: counters });
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(new Error('the local database refused the ops')));
  });
  database.close();
}

async function countOutbox(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`resto360-${localStorage.getItem('resto360.restaurant') ?? ''}`);
    request.addEventListener('success', () => resolve(request.result));
  });
  const count = await new Promise<number>((resolve) => {
    const request = database.transaction('outbox').objectStore('outbox').count();
    request.addEventListener('success', () => resolve(request.result));
  });
  database.close();
  return count;
}

function print(figures: BacklogFigures): void {
  console.log(
    `${figures.ops} ops of the first app on a till, processor ${figures.throttle}× slower; to the tables ${figures.coldTablesMs.toFixed(0)} ms`,
  );
  console.log(
    `${mark(figures.tapP95Ms < TAP_P95_MAX_MS)} tap → painted p95 ${figures.tapP95Ms} ms (target under ${TAP_P95_MAX_MS}), p50 ${figures.tapP50Ms}, ${figures.taps} taps while ${figures.waitedBefore} to ${figures.waitedAfter} ops waited`,
  );
  console.log(
    `with an empty outbox and no server, in this run p95 ${figures.emptyP95Ms} ms, p50 ${figures.emptyP50Ms}: the month costs a factor of ${(figures.tapP95Ms / figures.emptyP95Ms).toFixed(2)} and ${(figures.tapP50Ms / figures.emptyP50Ms).toFixed(2)}`,
  );
  console.log(
    `all sent after ${(figures.drainedMs / 1000).toFixed(0)} s; on the server ${figures.orders} orders, ${figures.payments} payments`,
  );
}
