import { expect, test } from '@playwright/test';
import { Guest } from './support/guest.ts';
import { MANAGER, SETTLED_MAX_MS, answerFor, by, card, newTill, orderToPay, push } from './support/mobile-money.ts';
import { RealServer } from './support/server.ts';

let server: RealServer;
let guest: Guest;
test.beforeAll(async () => {
  server = await RealServer.start();
  guest = new Guest(() => server.paysim);
});
test.afterAll(async () => {
  await server.remove();
});

/** Whether the server knows of the cash for the order that was last asked for over MTN. */
async function isCashKnown(): Promise<boolean> {
  const asked = (await server.listOrders()).filter(({ attempts }) => attempts.some(({ rail }) => rail === 'mtn'));
  return asked.at(-1)?.payments.some(({ amount_minor: amountMinor }) => amountMinor > 0) === true;
}

test('story O [PAY-15]: nobody knows whether the guest was asked: cash takes a manager’s word, and what comes late is told', async ({
  browser,
}) => {
  const till = await newTill(server, browser);
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
  const till = await newTill(server, browser, MANAGER);
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
  const till = await newTill(server, browser, MANAGER);
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
