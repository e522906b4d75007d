import type { Browser, Page } from '@playwright/test';
import { KitchenScreen } from '../support/kitchen-screen.ts';
import { Till } from '../support/till.ts';
import { payLate } from './late-money.ts';
import { contradict } from './odd-things.ts';
import type { RealServer } from '../support/server.ts';

/** The devices of a scene: `idle` is a till at which nobody works yet, `new` one that is not linked. */
export type StageDevice = 'till' | 'idle' | 'kitchen' | 'office' | 'new' | 'ui';

/** Who works at a device, and their PIN. */
const PEOPLE = {
  till: ["Koffi N'Guessan", '225225'],
  office: ['Adjoua Kouassi', '360360'],
} as const;

/** A house in the middle of a service: devices linked, tables served, something in every state that a screen shows. */
export class Stage {
  readonly #pages: Readonly<Record<StageDevice, Page>>;
  /** Orders by what they are good for. */
  readonly orders: Readonly<Record<'busy' | 'paid' | 'asked', string>>;

  private constructor(pages: Record<StageDevice, Page>, orders: Record<'busy' | 'paid' | 'asked', string>) {
    this.#pages = pages;
    this.orders = orders;
  }

  /** Links the devices and serves a few tables; `hasLate`: money comes late, and some of it goes back. */
  static async set(browser: Browser, server: RealServer, { hasLate = false } = {}): Promise<Stage> {
    const open = async () => (await browser.newContext({ locale: 'fr-FR' })).newPage();
    const till = new Till(await open());
    await till.enrol(server.url, await server.enrolCode('pos'));
    await till.signIn(...PEOPLE.till);
    const idle = new Till(await open());
    await idle.enrol(server.url, await server.enrolCode('pos'));
    const kitchen = new KitchenScreen(await open());
    await kitchen.enrol(server.url, await server.enrolCode('kitchen'));
    const office = new Till(await open());
    await office.enrol(server.url, await server.enrolCode('office'));
    await office.signIn(...PEOPLE.office);
    const fresh = await open();
    await fresh.goto(server.url);
    const ui = await open();
    await ui.goto(`${server.url}/ui`);
    await openDrawer(till);
    if (hasLate) await payLate(till, server);
    await contradict(browser, server, till);
    const orders = await serve(till, kitchen);
    const pages = { till: till.page, idle: idle.page, kitchen: kitchen.page, office: office.page, new: fresh, ui };
    return new Stage(pages, orders);
  }

  /** The page of a device, as its person left it: one that was quiet for so long that it locked is opened again. */
  async pageOf(device: StageDevice): Promise<Page> {
    const page = this.#pages[device];
    const person = device === 'till' || device === 'office' ? PEOPLE[device] : undefined;
    const isLocked = (await page.locator('dialog.cover[open] .people').count()) > 0;
    if (person && isLocked) await new Till(page).unlock(person[0], person[1]);
    return page;
  }
}

async function serve(till: Till, kitchen: KitchenScreen): Promise<Record<'busy' | 'paid' | 'asked', string>> {
  const paid = await order(till, 'T2', ['Placali', 'Bock 66 cl']);
  await till.takeCash();
  await till.page.getByRole('link', { name: 'Terminé' }).click();
  await order(till, 'S4', ['Garba', 'Coca-Cola 30 cl']);
  await toTables(till);
  await order(till, 'T5', ['Poulet braisé entier', 'Alloco', 'Jus de bissap']);
  await toTables(till);
  const asked = await order(till, 'T3', ['Garba', 'Jus de bissap']);
  await askOverWave(till);
  await toTables(till);
  await takeaway(till, 'Aïcha', ['Alloco', 'Jus de bissap']);
  await toTables(till);
  const busy = await order(till, 'T7', ['Carpe braisée', 'Brochettes de bœuf (3)', 'Bock 66 cl']);
  await kitchen.sees('T7', 'Carpe braisée');
  await kitchen.line('T7', 'Carpe braisée').locator('.line-name').click();
  await kitchen.line('T7', 'Bock 66 cl').locator('.line-box').click();
  await kitchen.bump('S4');
  await till.addDish('Café noir');
  await till.addDish('Placali', { course: 2 });
  return { busy, paid, asked };
}

/** One drawer is counted, the other is not: the house has both. */
async function openDrawer(till: Till): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/shift'));
  await till.page.locator('.drawer-card').last().getByRole('button', { name: 'Compter le fond' }).click();
  await till.page.getByRole('dialog').waitFor();
  await till.page.keyboard.type('50000');
  await till.page.getByRole('button', { name: /^Ouvrir avec/ }).click();
  await toTables(till);
}

async function takeaway(till: Till, name: string, dishes: readonly string[]): Promise<void> {
  await till.page.getByRole('button', { name: 'Nouvelle commande à emporter' }).click();
  await till.page.getByLabel('Nom du client').fill(name);
  await till.page.getByRole('button', { name: 'Ouvrir la commande' }).click();
  for (const dish of dishes) await till.addDish(dish);
  await till.send();
}

async function order(till: Till, table: string, dishes: readonly string[]): Promise<string> {
  await till.openTable(table);
  for (const dish of dishes) await till.addDish(dish);
  await till.send();
  return till.shownOrder();
}

/** The guest is shown the code of a page and has not paid on it yet. */
async function askOverWave({ page }: Till): Promise<void> {
  await page.getByRole('button', { name: 'Encaisser' }).click();
  await page.locator('[data-way="wave"]').click();
  await page.locator('[data-flow="checkout"]').click();
  await page.locator('.attempt').getByRole('img').waitFor();
}

async function toTables(till: Till): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/'));
}
