import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { LAUNCH_ARGS } from './support/launch.ts';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

const executablePath = process.env['CHROMIUM_PATH'];
// A camera that shows a moving picture. Whether it may be used is the context's, so that it can be refused.
test.use({
  launchOptions: {
    args: [...LAUNCH_ARGS, '--use-fake-device-for-media-stream'],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
});

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

/** Chromium on Linux reads no codes: this one reads what the test says, off a picture that must be there. */
async function readsCodes(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['camera'], { origin: server.url });
  await context.addInitScript(() => {
    class FakeDetector {
      static readonly getSupportedFormats = async () => ['qr_code', 'code_128'];
      async detect(picture: HTMLVideoElement) {
        const code = document.documentElement.dataset['code'];
        return code === undefined || picture.videoWidth === 0 ? [] : [{ rawValue: code }];
      }
    }
    const tracks: MediaStreamTrack[] = [];
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const camera = await open(wanted);
      tracks.push(...camera.getTracks());
      return camera;
    };
    Object.assign(globalThis, { BarcodeDetector: FakeDetector, cameraTracks: tracks });
  });
}

/** The state of each track that was ever opened. */
const tracks = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { cameraTracks: MediaStreamTrack[] }).cameraTracks.map((track) => track.readyState),
  );

const show = (page: Page, code: string) =>
  page.evaluate((text) => (document.documentElement.dataset['code'] = text), code);

/** A till at the page where it is noted that a guest has paid already. */
async function claiming(context: BrowserContext): Promise<Till> {
  const till = new Till(await context.newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  await till.openTable('T1');
  await till.addDish('Alloco');
  await till.send();
  await openClaim(till.page);
  return till;
}

async function openClaim(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Encaisser' }).click();
  await page.locator('[data-way="wave"]').click();
  await page.getByRole('button', { name: /^Le client a déjà payé/ }).click();
}

const field = (page: Page) => page.getByLabel('Référence du message');
const readButton = (page: Page) => page.getByRole('button', { name: 'Lire un code' });
const reading = (page: Page) => page.getByRole('dialog', { name: 'Lire un code' });

test('scan [PAY-19]: a code fills the field and declares nothing; the camera is off as soon as nobody reads', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  await readsCodes(context);
  const till = await claiming(context);
  const { page } = till;
  const broken: string[] = [];
  page.on('console', (message) => {
    if (/policy/i.test(message.text())) broken.push(message.text());
  });
  await field(page).fill('tapé');

  await readButton(page).click();
  await expect(reading(page).getByRole('status')).toContainText('devant la caméra');
  await expect
    .poll(() =>
      reading(page)
        .locator('video')
        .evaluate((video: HTMLVideoElement) => video.videoWidth),
    )
    .toBeGreaterThan(0);
  expect(await tracks(page)).toEqual(['live']);
  expect(await rulesBroken(page)).toEqual([]);
  // Escape closes this sheet alone, and what was typed stands.
  await page.keyboard.press('Escape');
  await expect(reading(page)).toHaveCount(0);
  expect(await tracks(page)).toEqual(['ended']);
  await expect(field(page)).toHaveValue('tapé');
  await expect(readButton(page)).toBeFocused();

  // A line is not needed; a code without a reference says so, and the next one is read.
  await context.setOffline(true);
  await readButton(page).click();
  await show(page, 'WIFI:S:Chez Ama;T:WPA;P:azerty123;;');
  await expect(reading(page).getByRole('status')).toContainText('ne contient pas de référence');
  await expect(field(page)).toHaveValue('tapé');
  await show(page, 'https://op.example/r/T_7H2K9QWXYZ');
  await expect(reading(page)).toHaveCount(0);
  expect(await tracks(page)).toEqual(['ended', 'ended']);
  await expect(field(page)).toHaveValue('T_7H2K9QWXYZ');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Lue dans le code');
  await expect(page.locator('article[data-receipt]')).toHaveCount(0);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Noter / })
    .click();
  await expect(page.locator('article[data-receipt]')).toContainText('à vérifier');
  await context.setOffline(false);
  expect(broken).toEqual([]);
});

test('scan [PAY-19]: a page that is hidden turns the camera off; a refused camera says so', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  await readsCodes(context);
  const { page } = await claiming(context);
  await readButton(page).click();
  await expect(reading(page).getByRole('status')).toContainText('devant la caméra');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Object.defineProperty(document, 'visibilityState', { value: 'visible' });
  });
  await expect(reading(page)).toHaveCount(0);
  expect(await tracks(page)).toEqual(['ended']);
  await expect(field(page)).toBeVisible();

  await context.clearPermissions();
  await readButton(page).click();
  await expect(reading(page).getByRole('status')).toContainText('La caméra est refusée');
  await expect(reading(page).locator('video')).toBeHidden();
  expect(await rulesBroken(page)).toEqual([]);
  await reading(page).getByRole('button', { name: 'Annuler' }).click();
  await expect(reading(page)).toHaveCount(0);
  expect(await tracks(page)).toEqual(['ended']);
});

test('scan: a browser that reads no codes offers none', async ({ browser }) => {
  const { page } = await claiming(await browser.newContext({ locale: 'fr-FR' }));
  await expect(field(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Coller' })).toBeVisible();
  await expect(readButton(page)).toHaveCount(0);
});

/** What axe finds on the sheet in front, in both themes. */
async function rulesBroken(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['dark', 'light']) {
    await page.evaluate((one) => (document.documentElement.dataset['theme'] = one), theme);
    await page.waitForTimeout(100);
    const { violations } = await new AxeBuilder({ page })
      .include('dialog[open] dialog[open]')
      .setLegacyMode()
      .analyze();
    found.push(...violations.map(({ id }) => `${theme}: ${id}`));
  }
  return found;
}
