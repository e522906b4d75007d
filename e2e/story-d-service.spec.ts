import { expect, test, type Browser } from '@playwright/test';
import { readDisk, type Disk } from './support/disk.ts';
import { KitchenScreen } from './support/kitchen-screen.ts';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const RANKS = ['draft', 'held', 'sent', 'preparing', 'ready', 'served'];

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

async function openTill(browser: Browser, name: string, pin: string): Promise<Till> {
  const till = new Till(await (await browser.newContext()).newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn(name, pin);
  return till;
}

/** Watches what a device holds, and that no status there ever falls. */
class Watch {
  readonly #devices: readonly (Till | KitchenScreen)[];
  readonly #seen = new Map<string, readonly [number, number]>();

  constructor(devices: readonly (Till | KitchenScreen)[]) {
    this.#devices = devices;
  }

  async look(): Promise<readonly Disk[]> {
    const disks = await Promise.all(this.#devices.map(({ page }) => readDisk(page)));
    for (const [device, { lines }] of disks.entries()) {
      for (const line of Object.values(lines)) {
        const now = [line.epoch, RANKS.indexOf(line.rank)] as const;
        const before = this.#seen.get(`${device}:${line.id}`) ?? [0, 0];
        const rises = now[0] > before[0] || (now[0] === before[0] && now[1] >= before[1]);
        expect(rises, `${line.name} on device ${device} falls from ${before.join()} to ${now.join()}`).toBe(true);
        this.#seen.set(`${device}:${line.id}`, now);
      }
    }
    return disks;
  }

  /** Waits until nothing waits anywhere and all hold the same lines. */
  async agreed(): Promise<Disk> {
    await expect
      .poll(
        async () => {
          const disks = await this.look();
          const texts = new Set(disks.map(({ lines, voids }) => textOf({ lines, voids })));
          return disks.every(({ unsent }) => unsent === 0) && texts.size === 1;
        },
        { timeout: AGREE_MAX_MS },
      )
      .toBe(true);
    const [first] = await this.look();
    return first ?? { lines: {}, voids: {}, unsent: 0 };
  }
}

const sorted = (from: Readonly<Record<string, unknown>>) =>
  Object.entries(from).toSorted(([a], [b]) => (a < b ? -1 : 1));

const textOf = ({ lines, voids }: Pick<Disk, 'lines' | 'voids'>) => JSON.stringify([sorted(lines), sorted(voids)]);

async function order(till: Till, table: string, dishes: readonly string[]): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/'));
  await till.openTable(table);
  for (const dish of dishes) await till.addDish(dish);
  await till.send();
}

test('story D [F9] [SYN-1, SYN-2]: two tills and a kitchen, the server away in the middle of ten orders: all three agree, each line cooked once, no status falls', async ({
  browser,
}) => {
  const first = await openTill(browser, "Koffi N'Guessan", '225225');
  const second = await openTill(browser, 'Yao Kouamé', '2001');
  const kitchen = new KitchenScreen(await (await browser.newContext()).newPage());
  await kitchen.enrol(server.url, await server.enrolCode('kitchen'));
  const watch = new Watch([first, second, kitchen]);

  // With the server: modifiers (a garba asks three questions), a note, a course that is held and called.
  await order(first, 'T1', ['Placali', 'Garba']);
  await order(second, 'T2', ['Alloco', 'Garba']);
  await order(first, 'T3', ['Garba']);
  await first.addDish('Placali', { note: 'sans sel', course: 2 });
  await first.addDish('Riz blanc', { course: 1 });
  await first.send();
  await order(second, 'T4', ['Riz blanc']);
  await order(first, 'T7', ['Riz blanc', 'Riz blanc']);
  await first.voidLine('Riz blanc');
  await kitchen.sees('T1', 'Placali');
  await kitchen.sees('T2', 'Alloco');
  await kitchen.finish('T1', 'Placali');
  await kitchen.bump('T2');
  await kitchen.recallLast('T2');
  await kitchen.sees('T4', 'Riz blanc');
  await watch.look();

  await server.kill();
  await order(first, 'T5', ['Garba', 'Placali']);
  await order(second, 'T6', ['Alloco', 'Alloco']);
  await order(first, 'T1', ['Café noir']);
  await order(second, 'T1', ['Café au lait']);
  await first.page.evaluate(() => (location.hash = '#/'));
  await first.openTable('T3');
  await first.page.getByRole('button', { name: /Réclamer la suite 2/ }).click();
  await first.voidLine('Garba');
  await order(second, 'S1', ['Placali']);
  await second.page.evaluate(() => (location.hash = '#/'));
  await second.openTable('T8');
  await second.addDish('Placali', { note: 'bien cuit', course: 1 });
  await second.addDish('Alloco', { course: 2 });
  await second.send();
  await second.page.getByRole('button', { name: /Réclamer la suite 2/ }).click();
  await order(first, 'S2', ['Garba']);
  await kitchen.bump('T4');
  await kitchen.bump('T1');
  await kitchen.recallLast('T1');
  await kitchen.finish('T2', 'Alloco');
  await watch.look();

  await server.up();
  for (const { page } of [first, second, kitchen]) await page.evaluate(() => dispatchEvent(new Event('online')));
  const agreed = await watch.agreed();
  await kitchen.sees('T5', 'Garba');
  await kitchen.sees('S1', 'Placali');
  await kitchen.bump('T5');
  const after = await watch.agreed();

  // A line that was changed before it was sent is another one; the first was taken back and never left.
  const lines = Object.values(after.lines).filter(({ removed, rank }) => !(removed && rank === 'draft'));
  const ordered = [
    'Placali',
    'Garba',
    'Alloco',
    'Garba',
    'Garba',
    'Placali',
    'Riz blanc',
    'Riz blanc',
    'Riz blanc',
    'Riz blanc',
  ];
  const offline = [
    'Garba',
    'Placali',
    'Alloco',
    'Alloco',
    'Café noir',
    'Café au lait',
    'Placali',
    'Alloco',
    'Placali',
    'Garba',
  ];
  const units = lines.flatMap(({ name, quantity }) => Array.from({ length: quantity }, () => name));
  expect(units.toSorted()).toEqual([...ordered, ...offline].toSorted());
  expect(lines.filter(({ disputed, removed }) => disputed || removed)).toEqual([]);
  expect(lines.filter(({ rank }) => rank === 'draft' || rank === 'held')).toEqual([]);
  expect(Object.values(after.voids)).toEqual([1, 1]);
  expect(lines.filter(({ name, quantity }) => name === 'Riz blanc' && quantity === 2)).toHaveLength(1);
  expect(Object.keys(after.lines).toSorted()).toEqual(Object.keys(agreed.lines).toSorted());
});

test('story D [F17]: a kitchen screen that comes back to a server shows what was sent while it was away', async ({
  browser,
}) => {
  const till = await openTill(browser, 'Yao Kouamé', '2001');
  const kitchen = new KitchenScreen(await (await browser.newContext()).newPage());
  await kitchen.enrol(server.url, await server.enrolCode('kitchen'));
  await kitchen.page.context().setOffline(true);
  await order(till, 'V1', ['Placali', 'Garba']);
  await till.settled();
  await kitchen.page.context().setOffline(false);
  await kitchen.sees('V1', 'Placali');
  await kitchen.sees('V1', 'Garba');
  // Guests who pay first: the order is closed while its dishes are at the fire, also for a screen that starts anew.
  await till.takeCash();
  await till.settled();
  await kitchen.page.reload();
  await kitchen.sees('V1', 'Garba');
  // And the other way round: the server goes and comes back, and what was sent meanwhile arrives without a touch.
  await server.kill();
  await order(till, 'V2', ['Placali']);
  await server.up();
  await kitchen.sees('V2', 'Placali');
});
