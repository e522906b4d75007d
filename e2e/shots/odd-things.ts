import type { Browser } from '@playwright/test';
import type { RealServer } from '../support/server.ts';
import { Till } from '../support/till.ts';

/**
 * What two tills contradict each other about: one of them is away and serves the same tables. Money taken twice, a dish
 * after the payment, a table opened twice, guests counted differently; one matter is decided already.
 */
export async function contradict(browser: Browser, server: RealServer, till: Till): Promise<void> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const away = new Till(await context.newPage());
  await away.enrol(server.url, await server.enrolCode('pos'));
  await away.signIn("Koffi N'Guessan", '225225');
  for (const [table, dish] of [
    ['S1', 'Attiéké'],
    ['S2', 'Placali'],
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
  for (const table of ['S1', 'S2', 'T3']) await pay(till, table);
  for (const table of ['S1', 'S2']) await pay(away, table);
  await context.setOffline(false);
  await away.settled();
  await decideOne(away);
  await till.settled();
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

async function decideOne(till: Till): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/inbox'));
  const matter = till.page.locator('.matter[data-kind="overpaid"]').filter({ hasText: 'S2' });
  await matter.locator('summary').click();
  await matter.getByRole('button', { name: 'Garder la différence' }).click();
  await matter.waitFor({ state: 'detached' });
  await till.settled();
}

const toTables = (till: Till) => till.page.evaluate(() => (location.hash = '#/'));
