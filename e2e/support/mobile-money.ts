import type { Browser, Page } from '@playwright/test';
import type { RealServer } from './server.ts';
import { Till } from './till.ts';

/** A provider is asked in growing pauses, and tills are told after that: longer than two tills need to agree. **Units** ms. */
export const SETTLED_MAX_MS = 120_000;

/** Who may give money back. */
export const MANAGER = ["Koffi N'Guessan", '225225'] as const;

/** A till of the house, at which somebody works: the waiter unless told. */
export async function newTill(
  server: RealServer,
  browser: Browser,
  person: readonly [] | typeof MANAGER = [],
): Promise<Till> {
  const till = new Till(await (await browser.newContext({ locale: 'fr-FR' })).newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn(...person);
  return till;
}

/** An order of one dish at a table, with the page of its payment open. */
export async function orderToPay(till: Till, table: string, dish = 'Alloco'): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/'));
  await till.openTable(table);
  await till.addDish(dish);
  await till.send();
  await till.page.getByRole('button', { name: 'Encaisser' }).click();
}

/** Chooses a way to pay. */
export const by = (page: Page, rail: string) => page.locator(`[data-way="${rail}"]`).click();
/** What is under way for the order. */
export const card = (page: Page) => page.locator('.attempt');

/** Asks a telephone over MTN. */
export async function push(page: Page): Promise<void> {
  await by(page, 'mtn');
  await page.getByRole('button', { name: /^Demander au client/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox').fill('0504030201');
  await sheet.getByRole('button', { name: /^Demander \d/ }).click();
}

/** Notes the reference that a guest shows. */
export async function claim(page: Page, reference: string): Promise<void> {
  await by(page, 'wave');
  await page.getByRole('button', { name: /^Le client a déjà payé/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Référence du message').fill(reference);
  await sheet.getByRole('button', { name: /^Noter / }).click();
}

/** A manager types their PIN beside it. */
export async function answerFor(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Qui en répond ?' });
  await sheet.getByRole('button', { name: MANAGER[0] }).click();
  const pad = page.getByRole('dialog', { name: /^Code PIN/ });
  for (const digit of MANAGER[1]) await pad.getByRole('button', { name: digit, exact: true }).click();
  await pad.getByRole('button', { name: 'OK' }).click();
}
