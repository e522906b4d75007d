import { expect, test } from '@playwright/test';
import { Guest } from './support/guest.ts';
import { SETTLED_MAX_MS, by, card, claim, newTill, orderToPay, push } from './support/mobile-money.ts';
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

test('story O [PAY-11]: a guest is asked and says yes: paid, with the receipt by itself; says no: nothing is taken, and cash is', async ({
  browser,
}) => {
  const till = await newTill(server, browser);
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
  const tills = [await newTill(server, browser), await newTill(server, browser)] as const;
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
  const till = await newTill(server, browser);
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
