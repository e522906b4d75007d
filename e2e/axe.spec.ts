import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { SCENES, type Scene } from './shots/scenes.ts';
import { Stage } from './shots/stage.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('axe finds nothing on any screen, in both themes', async ({ browser }) => {
  test.setTimeout(900_000);
  const stage = await Stage.set(browser, server);
  const found: string[] = [];
  // A matter is a matter: that of late money takes minutes to come, and has the form of all others.
  for (const scene of SCENES.filter(({ isLate }) => isLate !== true)) {
    await test.step(scene.name, async () => {
      found.push(...(await brokenInBothThemes(scene, stage)));
    });
  }
  expect(found).toEqual([]);
});

async function brokenInBothThemes(scene: Scene, stage: Stage): Promise<string[]> {
  const page = await stage.pageOf(scene.device);
  await inTheme(page, 'light');
  await scene.show(page, stage, 'fr');
  // Only colours differ between the themes: the other rules are asked once.
  const light = await rulesBroken(page, new AxeBuilder({ page }));
  await inTheme(page, 'dark');
  const dark = await rulesBroken(page, new AxeBuilder({ page }).withRules(['color-contrast']));
  return [...light.map((one) => `${scene.name} light: ${one}`), ...dark.map((one) => `${scene.name} dark: ${one}`)];
}

async function inTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((one) => {
    localStorage.setItem('resto360.theme', one);
    document.documentElement.dataset['theme'] = one;
  }, theme);
}

// Below an open sheet lies a page that has a scene of its own.
async function rulesBroken(page: Page, axe: AxeBuilder): Promise<string[]> {
  await page.waitForTimeout(100);
  if ((await page.locator('dialog[open]').count()) > 0) axe.include('dialog[open]');
  // No page of ours has frames: nothing is put together on a page of its own.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}
