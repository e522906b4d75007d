import { expect, test, type Page } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

test('story L [F14] [PAY-1]: a drawer is closed while another till holds a sale; the closing names it and is amended', async ({
  browser,
}) => {
  const [first, second] = [await tillOf(), await tillOf()];
  await goTo(first.page, 'shift');
  const drawer = first.page.locator('.drawer-card').filter({ hasText: 'terrasse' });
  await count(first.page, 'Compter le fond', '10000', /^Ouvrir avec/);
  await goTo(first.page, '');
  await first.openTable();
  await first.addDish('Placali');
  await first.send();
  await first.settled();
  await second.openTable();
  await expect(second.line('Placali')).toBeVisible({ timeout: AGREE_MAX_MS });

  await server.kill();
  await second.takeCash();
  await goTo(first.page, 'shift');
  await count(first.page, 'Compter et fermer', '10500', /comptés$/);
  const paper = first.page.locator('[data-closing]');
  await expect(paper).toHaveAttribute('data-closing', 'provisional');
  await expect(paper.locator('.awaited')).toContainText(/Cet appareil.: 1 saisie/);
  await expect(paper.locator('.awaited')).toContainText(/T2.*dernière saisie reçue/);
  await expect(sum(paper, 'Écart')).toHaveText(/^Écart500.F.CFA$/);

  await server.up();
  for (const till of [first, second]) {
    await till.page.evaluate(() => dispatchEvent(new Event('online')));
    await till.settled();
  }
  await expect(paper).toContainText(/500.F.CFA arrivés après la clôture/, { timeout: AGREE_MAX_MS });
  await expect(sum(paper, 'Encaissé')).toHaveText(/^Encaissé0.F.CFA500.F.CFA$/);
  await expect(sum(paper, 'Écart')).toHaveText(/^Écart500.F.CFA0.F.CFA$/);
  await goTo(second.page, '');
  await second.openTable();
  await second.addDish('Garba');
  await expect(paper).toHaveAttribute('data-closing', 'whole', { timeout: AGREE_MAX_MS });

  // After a reload too: the money of the closed shift is read from the disk.
  await first.reload();
  await expect(sum(paper, 'Encaissé')).toHaveText(/^Encaissé0.F.CFA500.F.CFA$/);
  await goTo(first.page, 'shift');
  await drawer.getByRole('link', { name: 'Voir la dernière clôture' }).click();
  await expect(paper).toContainText('Aucune caisse n’est attendue');

  async function count(page: Page, button: string, digits: string, done: RegExp): Promise<void> {
    await drawer.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type(digits);
    await page.getByRole('button', { name: done }).click();
  }
  async function tillOf(): Promise<Till> {
    const till = new Till(await (await browser.newContext()).newPage());
    await till.enrol(server.url, await server.enrolCode());
    await till.signIn("Koffi N'Guessan", '225225');
    await till.settled();
    return till;
  }
});

const goTo = (page: Page, to: string) => page.evaluate((hash) => (location.hash = hash), `#/${to}`);
const sum = (paper: ReturnType<Page['locator']>, label: string) =>
  paper.locator('tr').filter({ has: paper.page().getByRole('rowheader', { name: label }) });
