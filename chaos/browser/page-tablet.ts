import type { Page } from '@playwright/test';
import { MapView } from '@resto360/domain';
import type { Random } from '@resto360/domain';
import { Bystander, FACTS, ownRowGone } from '@resto360/sim';
import type { Op } from '@resto360/sync';
import type { ClientRow } from '@resto360/sync/client';
import { Till } from '../../e2e/support/till.ts';
import { CashTaps } from '../cash-taps.ts';
import { AppFault, type Fault } from '../fault.ts';
import { differentTables, floorOfRows, floorOfTruth, type Floor } from '../floor.ts';
import type { Progress, RigTablet, Truth } from '../rig-tablet.ts';
import type { Chromium } from './chromium.ts';
import { evidenceOf, readFloor } from './read-floor.ts';
import { hookPage, type HookedWindow } from './page-hooks.ts';
import { readStores, type PageStores } from './read-stores.ts';
import { Waiter, type Place } from './waiter.ts';

/** Mean pause between two tables. **Units** ms. */
const PAUSE_MS = 2_000;
/** A page that does not answer within this is asked again later. **Units** ms. */
const ANSWER_MAX_MS = 5_000;

type Parts = {
  readonly name: string;
  readonly browser: Chromium;
  readonly url: string;
  readonly place: Place;
  readonly random: Random;
};

/** A tablet that is a real page in a real browser, and somebody who serves at it. */
export class PageTablet implements RigTablet {
  readonly name: string;
  readonly bystander = new Bystander();
  readonly cash = new CashTaps();
  readonly problems: string[] = [];
  /** Only the page knows. */
  readonly line = undefined;
  identity: RigTablet['identity'] = { install: '', kind: 'pos' };
  /** What the numbers of its receipts begin with. */
  #series = '';
  /** Tables that were served to the end, and those where a step failed. */
  readonly served = { whole: 0, broken: 0 };
  /** What the page said of a table that it showed otherwise than its own disk had it. */
  evidence = '';
  readonly #parts: Parts;
  #page: Page | undefined;
  #isTapping = false;
  #serving: Promise<void> = Promise.resolve();
  #restarts: Promise<void> = Promise.resolve();
  #end: { readonly rows: readonly ClientRow[]; readonly floor: Floor } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.name = parts.name;
  }

  /** Opens the app and links it by a code. */
  async start(code: string): Promise<void> {
    const page = await this.#open();
    await new Till(page).enrol(this.#parts.url, code);
    const identity = (await readStores(page, false))?.identity;
    if (!identity) throw new Error(`${this.name}: a linked page knows who it is`);
    this.identity = identity;
    this.#series = identity.series;
  }

  work(): void {
    this.#isTapping = true;
    this.#serving = this.#serve();
  }

  async rest(): Promise<void> {
    this.#isTapping = false;
    await this.#serving;
    await this.#restarts;
  }

  suffer({ kind, value }: Fault): (() => void) | undefined {
    if (kind === AppFault.appRestart) this.#enqueue(() => this.#mustPage().reload());
    else if (kind === AppFault.crashBeforeCommit || kind === AppFault.crashAfterCommit)
      this.#enqueue(() => this.#dieAndRise());
    else if (kind === AppFault.clock) {
      this.#setClock(value);
      return () => this.#setClock(0);
    } else return undefined;
    return () => undefined;
  }

  async progress(): Promise<Progress | undefined> {
    const found = await this.#ask((page) => readStores(page, false));
    if (!found) return undefined;
    const { waiting, cursor } = found;
    return { waiting, cursor: cursor?.cursor ?? 0, hasMore: cursor?.more ?? true, why: undefined };
  }

  async finish(): Promise<void> {
    await this.rest();
    const page = this.#mustPage();
    const waiter = new Waiter(page, this.#parts.place, this.#parts.random);
    await waiter.comeIn().catch(() => page.reload().then(() => waiter.comeIn()));
    const floor = await readFloor(page);
    const stores = await readStores(page, true);
    this.#adopt(stores);
    const rows = stores?.rows ?? [];
    this.#end = { rows, floor };
    await this.#compare(page, this.#end);
    await this.#parts.browser.kill();
    const view = new MapView();
    for (const { collection, row } of rows) view.put(collection, row);
    const gone = ownRowGone({ name: this.name, device: { view } }, this.bystander);
    if (gone !== undefined) this.problems.push(gone);
  }

  async rows(): Promise<readonly ClientRow[]> {
    return this.#end?.rows ?? [];
  }

  wrongOnScreen(truth: Truth): string[] {
    const tiles = this.#end?.floor ?? new Map<string, string>();
    return differentTables(tiles, floorOfTruth(truth)).map((problem) => `${this.name}: ${problem}`);
  }

  // Its own disk says already what its screen should show; what the page says of a table is gone with the page.
  async #compare(page: Page, { rows, floor }: { rows: readonly ClientRow[]; floor: Floor }): Promise<void> {
    const [wrong] = differentTables(floor, floorOfRows(rows));
    if (wrong === undefined) return;
    const table = /^table (\S+)/.exec(wrong)?.[1] ?? '';
    this.evidence = await evidenceOf(page, table, rows).catch(String);
    await page.reload();
    await new Waiter(page, this.#parts.place, this.#parts.random).comeIn();
    const [still = 'nothing'] = differentTables(await readFloor(page), floorOfRows(rows));
    this.evidence += `; wrong after a reload: ${still}`;
  }

  async #serve(): Promise<void> {
    while (this.#isTapping) {
      await this.#restarts;
      const { place, random } = this.#parts;
      const waiter = new Waiter(this.#mustPage(), place, random);
      const serving = waiter.serve(() => !this.#isTapping, { cash: this.cash, series: this.#series });
      const done = await serving.catch(() => false);
      if (!this.#isTapping) return;
      this.served[done ? 'whole' : 'broken']++;
      await new Promise((resolve) => setTimeout(resolve, random.below(2 * PAUSE_MS)));
    }
  }

  async #open(): Promise<Page> {
    const page = await this.#parts.browser.up();
    this.#page = page;
    await page.exposeFunction('chaosSaved', (body: string) => this.#note(body));
    await page.addInitScript(hookPage);
    return page;
  }

  /** What the disk has and nobody was told of: it is there after the crash, so it counts. */
  async #dieAndRise(): Promise<void> {
    await this.#parts.browser.kill();
    const page = await this.#open();
    await page.goto(this.#parts.url);
    this.#adopt(await readStores(page, true));
  }

  #adopt(stores: PageStores | undefined): void {
    for (const body of stores?.bodies ?? []) this.#note(body);
  }

  #note(body: string): void {
    const op = JSON.parse(body) as Op;
    if (!this.bystander.ops.has(op.id)) this.bystander.note(op, FACTS);
  }

  #setClock(offsetMs: number): void {
    const set = (page: Page) => page.evaluate((ms) => void ((window as HookedWindow).chaosClockMs = ms), offsetMs);
    void this.#ask(set);
  }

  // One after the other: a page that is being opened is not opened again.
  #enqueue(work: () => Promise<unknown>): void {
    this.#restarts = this.#restarts.then(work).then(
      () => undefined,
      () => undefined,
    );
  }

  async #ask<T>(question: (page: Page) => Promise<T>): Promise<T | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ANSWER_MAX_MS).unref());
    return Promise.race([question(this.#mustPage()).catch(() => undefined), late]);
  }

  #mustPage(): Page {
    if (!this.#page) throw new Error(`${this.name} was not opened yet`);
    return this.#page;
  }
}
