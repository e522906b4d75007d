import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { SCENES } from './shots/scenes.ts';
import { Stage } from './shots/stage.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('axe finds nothing on any screen, in both themes', async ({ browser }) => {
  test.setTimeout(300_000);
  const stage = await Stage.set(browser, server);
  const found: string[] = [];
  for (const scene of SCENES) {
    const page = stage.pageOf(scene.device);
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((one) => {
        localStorage.setItem('resto360.theme', one);
        document.documentElement.dataset['theme'] = one;
      }, theme);
      await scene.show(page, stage, 'fr');
      await page.waitForTimeout(200);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) {
        found.push(`${scene.name} ${theme}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
      }
    }
  }
  expect(found).toEqual([]);
});
