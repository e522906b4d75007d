import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { KillableBrowser } from './support/killable-browser.ts';
import { randomOf } from './support/random.ts';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

const isDeep = process.env['RESTO360_DEEP'] === '1';
const KILLS = isDeep ? 20 : 5;
/** The tap falls this long after it was asked for, and the kill at a random moment from before it to well after it. */
const TAP_MS = 15;
const LATEST_MS = 60;
const SEED = 360;
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-sync'];

let server: RealServer;
let profile: string;
test.beforeAll(async () => {
  server = await RealServer.start();
  profile = mkdtempSync(path.join(tmpdir(), 'resto360-profile-'));
});
test.afterAll(async () => {
  await server.remove();
  rmSync(profile, { recursive: true, force: true });
});

test(`story C [F4] [SYN-8]: the browser is killed ${KILLS} times around "Pay": the payment is whole or absent, and the page says which`, async () => {
  if (isDeep) test.setTimeout(600_000);
  const random = randomOf(SEED);
  let browser = await KillableBrowser.start(profile, ARGS);
  await new Till(browser.page).enrol(server.url, await server.enrolCode());
  const paid = new Map<string, string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const till = new Till(browser.page);
    await till.signIn();
    await till.openTable('S1');
    await till.addDish('Placali');
    await till.send();
    await till.page.getByRole('button', { name: 'Encaisser' }).click();
    await expect(till.page.getByText('Reste à payer')).toBeVisible();
    const order = till.orderId();
    const tap = till.page.getByRole('button', { name: /^Encaisser \d/ });
    await expect(tap).toBeEnabled();
    // The page taps by itself a moment later, so that nothing of the test hangs on the process that dies.
    await tap.evaluate(
      (button, afterMs) => void setTimeout(() => (button as HTMLButtonElement).click(), afterMs),
      TAP_MS,
    );
    await new Promise((resolve) => setTimeout(resolve, random() * LATEST_MS));
    await browser.kill();

    browser = await KillableBrowser.start(profile, ARGS);
    const again = new Till(browser.page);
    await again.page.goto(`${server.url}/#/pay/${order}`);
    await again.signIn();
    const isPaid = again.page.getByText('Payé', { exact: false }).first();
    const isNot = again.page.getByText('Aucun paiement enregistré pour cette commande.');
    await expect(isPaid.or(isNot)).toBeVisible();
    const wasPaid = await isPaid.isVisible();
    test.info().annotations.push({ type: 'kill', description: wasPaid ? 'whole' : 'absent' });
    const number = wasPaid ? await again.receiptNumber() : await again.takeCashHere();
    expect([...paid.values()]).not.toContain(number);
    paid.set(order, number);
    await again.page.goto('about:blank');
    await again.page.goto(server.url);
    await expect(again.chip()).toBeVisible();
    await again.signOut();
  }
  const till = new Till(browser.page);
  await till.settled();
  const orders = await server.listOrders();
  expect(orders.map(({ id }) => id).toSorted()).toEqual([...paid.keys()].toSorted());
  for (const order of orders) {
    expect(order.payments, `order ${order.id}`).toHaveLength(1);
    expect(order.lines).toHaveLength(1);
    expect(order.status).toBe('closed');
  }
  await browser.kill();
});
