import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import type { BrowserBench } from './browser/page.ts';

/** What a device does in a real Chromium. **Units** ms but for the rate. */
export type BrowserFigures = {
  readonly ops: number;
  readonly recordOpsPerSecond: number;
  readonly recordP50Ms: number;
  readonly recordP99Ms: number;
  readonly items: number;
  readonly orderRows: number;
  readonly fillMs: number;
  /** From a new page to a filled view: the house, and only the orders that are open. */
  readonly coldOpenMs: number;
  readonly browser: string;
};

const OPS = 2_000;
const ITEMS = 20_000;
const ORDER_ROWS = 50_000;
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

/** Measures IndexedDB under the client store: 2,000 taps saved strictly, and a cold start over a large house. */
export async function measureBrowser(): Promise<BrowserFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'resto360-bench-'));
  const pages = path.join(folder, 'page');
  const root = path.join(import.meta.dirname, 'browser');
  await build({ root, logLevel: 'silent', configFile: false, build: { outDir: pages, target: 'es2022' } });
  const executablePath = process.env['CHROMIUM_PATH'] ?? 'chromium';
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), { args: ARGS, executablePath });
  const server = await serve(pages);
  try {
    const page = await context.newPage();
    await open(page, server);
    const tookMs = await page.evaluate((count) => (globalThis as unknown as Benched).bench.recordOps(count), OPS);
    const sizes: [number, number] = [ITEMS, ORDER_ROWS];
    const fillMs = await page.evaluate((counts) => (globalThis as unknown as Benched).bench.fillRows(...counts), sizes);
    const reopened = await context.newPage();
    await page.close();
    await open(reopened, server);
    const cold = await reopened.evaluate(() => (globalThis as unknown as Benched).bench.openCold());
    if (cold.items !== ITEMS) throw new Error(`the view holds ${cold.items} items`);
    const browser = context.browser()?.version() ?? 'unknown';
    return { ...figuresOf(tookMs), items: ITEMS, orderRows: ORDER_ROWS, fillMs, coldOpenMs: cold.ms, browser };
  } finally {
    await context.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Benched = { readonly bench: BrowserBench };

function figuresOf(tookMs: readonly number[]) {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const totalMs = tookMs.reduce((sum, ms) => sum + ms, 0);
  return {
    ops: tookMs.length,
    recordOpsPerSecond: (tookMs.length * 1_000) / totalMs,
    recordP50Ms: at(0.5),
    recordP99Ms: at(0.99),
  };
}

async function open(page: Page, server: Server): Promise<void> {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => 'bench' in globalThis);
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').replace(/^\/|\?.*$/g, '');
    try {
      const body = readFileSync(path.join(folder, path.posix.normalize(`/${name}`)));
      response.writeHead(200, { 'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}
