import type { Browser, Page } from '@playwright/test';
import { Till } from '../support/till.ts';
import type { RealServer } from '../support/server.ts';

/** The devices of a scene. */
export type StageDevice = 'till' | 'kitchen' | 'office' | 'new' | 'ui';

/** A house in the middle of a service: devices linked, tables served, something in every state that a screen shows. */
export class Stage {
  readonly #pages: Readonly<Record<StageDevice, Page>>;
  /** Orders by what they are good for. */
  readonly orders: Readonly<Record<'busy' | 'paid', string>>;

  private constructor(pages: Record<StageDevice, Page>, orders: Record<'busy' | 'paid', string>) {
    this.#pages = pages;
    this.orders = orders;
  }

  /** Links the devices and serves a few tables. */
  static async set(browser: Browser, server: RealServer): Promise<Stage> {
    const open = async () => (await browser.newContext({ locale: 'fr-FR' })).newPage();
    const till = new Till(await open());
    await till.enrol(server.url, await server.enrolCode('pos'));
    await till.signIn('Koffi N’Guessan'.replace('’', "'"), '225225');
    const kitchen = new Till(await open());
    await kitchen.enrol(server.url, await server.enrolCode('kitchen'));
    await kitchen.signIn('Tantie Rose Ahoué', '3001');
    const office = new Till(await open());
    await office.enrol(server.url, await server.enrolCode('office'));
    await office.signIn('Adjoua Kouassi', '360360');
    const fresh = await open();
    await fresh.goto(server.url);
    const ui = await open();
    await ui.goto(`${server.url}/ui`);
    const orders = await serve(till);
    return new Stage({ till: till.page, kitchen: kitchen.page, office: office.page, new: fresh, ui }, orders);
  }

  pageOf(device: StageDevice): Page {
    return this.#pages[device];
  }
}

async function serve(till: Till): Promise<{ busy: string; paid: string }> {
  const paid = await order(till, 'T2', ['Placali', 'Bock 66 cl']);
  await till.takeCash();
  await till.page.getByRole('link', { name: 'Terminé' }).click();
  await order(till, 'S4', ['Garba', 'Coca-Cola 30 cl']);
  await toTables(till);
  await order(till, 'T5', ['Poulet braisé entier', 'Alloco', 'Jus de bissap']);
  await toTables(till);
  const busy = await order(till, 'T7', ['Carpe braisée', 'Brochettes de bœuf (3)', 'Bock 66 cl']);
  await till.addDish('Café noir');
  await till.addDish('Placali');
  return { busy, paid };
}

async function order(till: Till, table: string, dishes: readonly string[]): Promise<string> {
  await till.openTable(table);
  for (const dish of dishes) await till.addDish(dish);
  await till.send();
  return till.shownOrder();
}

async function toTables(till: Till): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/'));
}
