import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { CHAIN_START } from '@resto360/sync';
import { Keys } from './support/keys.ts';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('story M [SYN-19, SYN-23]: money that could not be booked is put aside after a question, and brought back from the history', async ({
  browser,
}) => {
  const office = await officeOf(browser);
  await office.settled();
  await payWithNewerApp(5_000);
  await office.page.evaluate(() => (location.hash = '#/inbox'));
  const matter = office.page.locator('.matter[data-kind="quarantined_op"]');
  await expect(matter.getByRole('heading')).toHaveText(/^Une saisie de 5.000.F.CFA attend/, { timeout: AGREE_MAX_MS });

  // Asked once more, naming the amount; no is no.
  await askToDiscard(office.page);
  const sheet = office.page.getByRole('dialog');
  await expect(sheet).toContainText(/5.000.F.CFA encaissés ne compteront ni sur la note ni en caisse/);
  await sheet.getByRole('button', { name: 'Ne rien changer' }).click();
  await expect(matter).toBeVisible();
  await askToDiscard(office.page);
  const keys = new Keys(office.page);
  await keys.press(sheet.getByRole('button', { name: /^Écarter 5.000/ }));
  await expect(matter).toHaveCount(0, { timeout: AGREE_MAX_MS });
  await expect(office.page.locator('.inbox-toast')).toContainText('elle peut être reprise');

  // The history has it, under its kind and for whoever did it.
  await office.page.getByRole('button', { name: 'Historique' }).click();
  const settled = office.page.locator('.matter.settled[data-state="discarded"]');
  await expect(settled).toContainText(/5.000.F.CFA n’avait pas pu être appliquée/);
  await expect(settled).toContainText('Par Adjoua Kouassi');
  await office.page.getByLabel('Genre').selectOption('overpaid');
  await expect(settled).toHaveCount(0);
  await office.page.getByLabel('Genre').selectOption('quarantined_op');
  await office.page.getByRole('button', { name: 'Me concerne' }).click();
  await expect(settled).toHaveCount(1);
  await settled.getByRole('button', { name: 'Reprendre cette saisie' }).click();
  await expect(office.page.locator('.inbox-toast')).toContainText('elle attend à nouveau');
  await office.page.getByRole('button', { name: 'Me concerne' }).click();
  await office.page.getByRole('button', { name: 'À traiter' }).click();
  await expect(matter).toHaveCount(1, { timeout: AGREE_MAX_MS });
});

async function askToDiscard(page: Page): Promise<void> {
  const matter = page.locator('.matter[data-kind="quarantined_op"]');
  if (!(await matter.getByRole('button', { name: 'Écarter…' }).isVisible())) await matter.locator('summary').click();
  await matter.getByRole('button', { name: 'Écarter…' }).click();
  await page.getByRole('dialog').waitFor();
}

async function officeOf(browser: Browser): Promise<Till> {
  const office = new Till(await (await browser.newContext({ locale: 'fr-FR' })).newPage());
  await office.enrol(server.url, await server.enrolCode('office'));
  await office.signIn('Adjoua Kouassi', '360360');
  return office;
}

/** A till whose app is newer than the server takes cash: no release of today can apply what it writes. */
async function payWithNewerApp(amountMinor: number): Promise<void> {
  const post = async (path: string, body: object, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      origin: server.url,
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return answer.json() as Promise<Record<string, unknown>>;
  };
  const told = await post('/api/devices/enrol', { code: await server.enrolCode(), claim: randomUUID() });
  const { restaurant, install, token, lineage } = told as {
    restaurant: { id: string };
    install: string;
    token: string;
    lineage: number;
  };
  const [id, payment] = [randomUUID(), randomUUID()];
  const stamp = `${Date.now().toString(16).padStart(12, '0')}0000${install}`;
  const changes = [['payments', payment, { amountMinor }]];
  const op = { id, stamp, kind: 'payment.take', actor: randomUUID(), base: 0, schema: 99, changes };
  const chain = { install, seq: 1, prev: CHAIN_START, sig: null, ops: [op] };
  const push = { chains: [chain] };
  const answer = await post(
    '/api/sync',
    { restaurant: restaurant.id, install, lineage, sentAt: Date.now(), push },
    token,
  );
  expect(answer['push']).toMatchObject({ verdicts: { [id]: ['quarantined', expect.any(Number), 'newer_schema'] } });
}
