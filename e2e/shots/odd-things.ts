import type { Browser } from '@playwright/test';
import type { RealServer } from '../support/server.ts';
import { Till } from '../support/till.ts';

/**
 * What two tills contradict each other about: one of them is away and serves the same tables. Money taken twice, a dish
 * after the payment, a table opened twice, guests counted differently; one matter is decided already, another by both.
 * At last the tablet that was away turns out to be two.
 */
export async function contradict(browser: Browser, server: RealServer, till: Till): Promise<void> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const away = new Till(await context.newPage());
  await away.enrol(server.url, await server.enrolCode('pos'));
  await away.signIn("Koffi N'Guessan", '225225');
  for (const [table, dish] of [
    ['S1', 'Attiéké'],
    ['S2', 'Placali'],
    ['S3', 'Alloco'],
    ['T3', 'Garba'],
  ] as const) {
    await till.openTable(table);
    await till.addDish(dish);
    await till.send();
    await toTables(till);
    await away.openTable(table);
    await away.line(dish).waitFor();
    await toTables(away);
  }
  await till.settled();
  await away.settled();
  await context.setOffline(true);
  await away.openTable('T3');
  await away.addDish('Bock 66 cl');
  await away.send();
  await seatGuests(away, 3);
  await toTables(away);
  await openAndSend(away, 'T6', 'Alloco');
  await openAndSend(till, 'T6', 'Garba');
  await till.openTable('T3');
  await seatGuests(till, 2);
  await toTables(till);
  for (const table of ['S1', 'S2', 'S3', 'T3']) await pay(till, table);
  for (const table of ['S1', 'S2', 'S3']) await pay(away, table);
  await context.setOffline(false);
  await away.settled();
  await decide(away, 'S2', 'Garder la différence');
  await away.settled();
  await till.settled();
  await decideApart(till, away);
  await copy(browser, server, away);
  await till.settled();
}

/** Two people settle one matter, each without the other. */
async function decideApart(till: Till, away: Till): Promise<void> {
  const contexts = [till.page.context(), away.page.context()];
  await till.page.evaluate(() => (location.hash = '#/inbox'));
  await till.page.locator('.matter[data-kind="overpaid"]').filter({ hasText: 'S3' }).waitFor();
  for (const context of contexts) await context.setOffline(true);
  await decide(away, 'S3', 'Garder la différence');
  await decide(till, 'S3', /^Rendre /);
  for (const context of contexts) await context.setOffline(false);
  await away.settled();
  await till.settled();
  await toTables(till);
}

/** A tablet is set up from an image of another one; a minute of rest later it is a device of its own. */
async function copy(browser: Browser, server: RealServer, first: Till): Promise<void> {
  const image = await first.page.context().storageState({ indexedDB: true });
  const second = new Till(await (await browser.newContext({ locale: 'fr-FR', storageState: image })).newPage());
  await second.page.goto(server.url);
  await second.signIn("Koffi N'Guessan", '225225');
  await toTables(first);
  await openAndSend(first, 'T1', 'Café noir');
  await first.settled();
  await openAndSend(second, 'T4', 'Café noir');
  await second.chip().filter({ hasText: 'À voir' }).waitFor();
  await second.restsUntilReload();
}

async function pay(till: Till, table: string): Promise<void> {
  await till.openTable(table);
  await till.takeCash();
  await toTables(till);
}

async function openAndSend(till: Till, table: string, dish: string): Promise<void> {
  await till.openTable(table);
  await till.addDish(dish);
  await till.send();
  await toTables(till);
}

async function seatGuests(till: Till, count: number): Promise<void> {
  await till.page.locator('.ticket-head .icon').click();
  const sheet = till.page.getByRole('dialog');
  for (let seated = 0; seated < count; seated++) await sheet.locator('.stepper .button').last().click();
  await sheet.locator('.sheet-head .icon').click();
}

async function decide(till: Till, table: string, remedy: string | RegExp): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/inbox'));
  const matter = till.page.locator('.matter[data-kind="overpaid"]').filter({ hasText: table });
  await matter.locator('summary').click();
  await matter.getByRole('button', { name: remedy }).click();
  await matter.waitFor({ state: 'detached' });
}

const toTables = (till: Till) => till.page.evaluate(() => (location.hash = '#/'));
