import { expect, test, type Browser, type Page } from '@playwright/test';
import { Guest } from './support/guest.ts';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

let server: RealServer;
let guest: Guest;
test.beforeAll(async () => {
  server = await RealServer.start();
  guest = new Guest(() => server.paysim);
});
test.afterAll(async () => {
  await server.remove();
});

/** A provider is asked in growing pauses, and tills are told after that: longer than two tills need to agree. **Units** ms. */
const SETTLED_MAX_MS = 120_000;

const MANAGER = ["Koffi N'Guessan", '225225'] as const;

async function newTill(browser: Browser, person: readonly [] | typeof MANAGER = []): Promise<Till> {
  const till = new Till(await (await browser.newContext({ locale: 'fr-FR' })).newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn(...person);
  return till;
}

/** An order of one dish at a table, with the page of its payment open. */
async function orderToPay(till: Till, table: string, dish = 'Alloco'): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/'));
  await till.openTable(table);
  await till.addDish(dish);
  await till.send();
  await till.page.getByRole('button', { name: 'Encaisser' }).click();
}

const by = (page: Page, rail: string) => page.locator(`[data-way="${rail}"]`).click();
const card = (page: Page) => page.locator('.attempt');

/** Asks a telephone over MTN. */
async function push(page: Page): Promise<void> {
  await by(page, 'mtn');
  await page.getByRole('button', { name: /^Demander au client/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox').fill('0504030201');
  await sheet.getByRole('button', { name: /^Demander \d/ }).click();
}

/** Notes the reference that a guest shows. */
async function claim(page: Page, reference: string): Promise<void> {
  await by(page, 'wave');
  await page.getByRole('button', { name: /^Le client a déjà payé/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Référence du message').fill(reference);
  await sheet.getByRole('button', { name: /^Noter / }).click();
}

/** Whether the server knows of the cash for the order that was last asked for over MTN. */
async function isCashKnown(): Promise<boolean> {
  const asked = (await server.listOrders()).filter(({ attempts }) => attempts.some(({ rail }) => rail === 'mtn'));
  return asked.at(-1)?.payments.some(({ amount_minor: amountMinor }) => amountMinor > 0) === true;
}

async function answerFor(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Qui en répond ?' });
  await sheet.getByRole('button', { name: MANAGER[0] }).click();
  const pad = page.getByRole('dialog', { name: /^Code PIN/ });
  for (const digit of MANAGER[1]) await pad.getByRole('button', { name: digit, exact: true }).click();
  await pad.getByRole('button', { name: 'OK' }).click();
}

test('story O [PAY-11]: a guest is asked and says yes: paid, with the receipt by itself; says no: nothing is taken, and cash is', async ({
  browser,
}) => {
  const till = await newTill(browser);
  const { page } = till;
  await orderToPay(till, 'T1');
  await push(page);
  await expect(card(page)).toContainText('En attente du client', { timeout: SETTLED_MAX_MS });
  await guest.answer('mtn', 'approve');
  await expect(page.locator('article[data-receipt]')).toBeVisible({ timeout: SETTLED_MAX_MS });
  await expect(page.getByText('Payé', { exact: false }).first()).toBeVisible();

  await orderToPay(till, 'T2');
  await by(page, 'wave');
  await page.getByRole('button', { name: /^Montrer un code/ }).click();
  await expect(card(page)).toContainText('Montrez ce code au client', { timeout: SETTLED_MAX_MS });
  await guest.answer('wave', 'reject');
  await expect(card(page)).toHaveAttribute('data-group', 'failed', { timeout: SETTLED_MAX_MS });
  await by(page, 'cash');
  await till.takeCashHere();

  const debits = await guest.debits();
  expect(debits).toHaveLength(1);
  const [order] = (await server.listOrders()).filter(({ attempts }) => attempts.some(({ rail }) => rail === 'mtn'));
  expect(order).toMatchObject({ status: 'closed', paid_minor: debits[0]?.amountMinor, due_minor: 0 });
});

test('story O [PAY-19]: two tills without a line take one reference; it counts once, and both are told', async ({
  browser,
}) => {
  const tills = [await newTill(browser), await newTill(browser)] as const;
  for (const [index, till] of tills.entries()) {
    await orderToPay(till, `S${index + 1}`);
    await till.page.context().setOffline(true);
  }
  const dueMinor = Number((await tills[0].page.locator('.due').textContent())?.replaceAll(/\D/g, ''));
  const reference = await guest.payAlone('wave', dueMinor);
  for (const till of tills) {
    await claim(till.page, reference);
    await expect(till.page.locator('article[data-receipt]')).toContainText('à vérifier');
    await till.page.reload();
    await expect(till.page.locator('article[data-receipt]')).toContainText('à vérifier');
  }
  // The same till knows it at once.
  await orderToPay(tills[0], 'S3');
  await claim(tills[0].page, reference.toLowerCase());
  await expect(tills[0].page.getByText('Cette référence a déjà servi')).toBeVisible();
  await tills[0].page.keyboard.press('Escape');

  for (const { page } of tills) await page.context().setOffline(false);
  await tills[0].page.evaluate(() => (location.hash = '#/inbox'));
  const matter = tills[0].page.locator('.matter[data-kind="reference_used_twice"]');
  await expect(matter).toBeVisible({ timeout: SETTLED_MAX_MS });
  await expect
    .poll(
      async () =>
        (await server.listOrders())
          .flatMap(({ attempts }) => attempts.filter(({ is_claim: is }) => is).map(({ state }) => state))
          .toSorted(),
      { timeout: SETTLED_MAX_MS },
    )
    .toEqual(['unverifiable', 'verified']);
});

test('story O [PAY-19]: one wrong character: the receipt that was meant is suggested, taken by whoever cashes, and proven', async ({
  browser,
}) => {
  const till = await newTill(browser);
  const { page } = till;
  await orderToPay(till, 'S4', 'Attiéké');
  const dueMinor = Number((await page.locator('.due').textContent())?.replaceAll(/\D/g, ''));
  const reference = await guest.payAlone('wave', dueMinor);
  const typed = `${reference.slice(0, -1)}X`;
  await claim(page, typed);
  await expect(page.locator('article[data-receipt]')).toContainText('à vérifier');
  await page.evaluate(() => (location.hash = '#/payments'));
  await page.locator('.queue-row', { hasText: typed }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText(`Vouliez-vous dire ${reference}\u00a0?`, { timeout: SETTLED_MAX_MS });
  await sheet.getByRole('button', { name: 'Oui, c’est cette référence' }).click();
  await expect(sheet).toContainText('Déclaré, puis confirmé par l’opérateur', { timeout: SETTLED_MAX_MS });
  await expect(sheet).toContainText(`Référence corrigée : ${reference}`);
  await expect(sheet).not.toContainText('Vouliez-vous dire');
});

test('story O [PAY-15]: nobody knows whether the guest was asked: cash takes a manager’s word, and what comes late is told', async ({
  browser,
}) => {
  const till = await newTill(browser);
  const { page } = till;
  await orderToPay(till, 'T3');
  await guest.breakNext('mtn', 'accept_then_5xx');
  await push(page);
  await guest.asked('mtn');
  await expect(card(page)).toContainText(/On ne sait pas encore|En attente du client/, { timeout: SETTLED_MAX_MS });
  await by(page, 'cash');
  await page.getByRole('button', { name: /^Encaisser \d/ }).click();
  await answerFor(page);
  await expect(page.locator('article[data-receipt]')).toBeVisible();
  // A yes that is read before the server knows of the cash is not late: then the order was paid twice.
  await expect.poll(isCashKnown).toBe(true);
  await guest.answer('mtn', 'approve');
  await page.evaluate(() => (location.hash = '#/inbox'));
  const matter = page.locator('.matter[data-kind="money_late"]');
  await expect(matter).toBeVisible({ timeout: SETTLED_MAX_MS });
  await expect(matter).toContainText('Compter');
});

test('story O [PAY-12]: a request runs out, the guest pays cash, and is debited after all: it goes back in cash', async ({
  browser,
}) => {
  const till = await newTill(browser, MANAGER);
  const { page } = till;
  await orderToPay(till, 'T4');
  await push(page);
  const asked = await guest.asked('mtn');
  await expect(card(page)).toContainText('En attente du client', { timeout: SETTLED_MAX_MS });
  await guest.wait(6 * 60_000);
  await expect(card(page)).toHaveAttribute('data-group', 'failed', { timeout: SETTLED_MAX_MS });
  await by(page, 'cash');
  await till.takeCashHere();
  await guest.isDebitedAfterAll(asked);
  await page.evaluate(() => (location.hash = '#/inbox'));
  const matter = page.locator('.matter[data-kind="money_late"]', { hasText: 'Table T4' });
  await expect(matter).toBeVisible({ timeout: SETTLED_MAX_MS });
  // MTN's Collections send nothing back: cash is the proposal, out of the drawer that is named.
  await matter.getByRole('button', { name: /^Rendre .* en espèces/ }).click();
  await expect(matter).toHaveCount(0);
  await expect.poll(async () => (await refundsOf('mtn')).map(({ way }) => way)).toEqual(['cash']);
  const [order] = (await server.listOrders()).filter(({ attempt_refunds: back }) => back.length > 0);
  expect(order).toMatchObject({ status: 'closed', due_minor: 0, refunded_minor: 0 });
});

test('story O [PAY-20]: the guest paid cash, and was debited after all: a manager sends it back over the rail, and it is gone once', async ({
  browser,
}) => {
  const till = await newTill(browser, MANAGER);
  const { page } = till;
  await orderToPay(till, 'T5');
  await by(page, 'wave');
  await page.getByRole('button', { name: /^Montrer un code/ }).click();
  await expect(card(page)).toContainText('Montrez ce code au client', { timeout: SETTLED_MAX_MS });
  const asked = await guest.answer('wave', 'reject');
  await expect(card(page)).toHaveAttribute('data-group', 'failed', { timeout: SETTLED_MAX_MS });
  await by(page, 'cash');
  await till.takeCashHere();
  await guest.isDebitedAfterAll(asked);
  // A page of Wave is over after half an hour.
  await guest.wait(35 * 60_000);
  await page.evaluate(() => (location.hash = '#/inbox'));
  const matter = page.locator('.matter[data-kind="money_late"]', { hasText: 'Table T5' });
  await expect(matter).toBeVisible({ timeout: SETTLED_MAX_MS });
  await matter.getByRole('button', { name: /^Renvoyer .* par Wave/ }).click();
  await expect(matter).toHaveCount(0);
  await expect
    .poll(async () => (await refundsOf('wave')).map(({ state }) => state), { timeout: SETTLED_MAX_MS })
    .toEqual(['succeeded']);
  const sent = (await guest.debits()).filter(({ rail, reversedMinor }) => rail === 'wave' && reversedMinor > 0);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.reversedMinor).toBe(sent[0]?.amountMinor);
});

const refundsOf = async (rail: string) =>
  (await server.listOrders()).flatMap(({ attempt_refunds: back }) => back.filter((one) => one.rail === rail));
