import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { LAUNCH_ARGS } from '../support/launch.ts';
import { RealServer } from '../support/server.ts';
import { SCENES, type Scene } from './scenes.ts';
import { Stage } from './stage.ts';

// npm run shots: every screen, both themes, both languages, three sizes, into docs/screens. `-- pos` takes only the
// scenes whose name begins so; `-- --out DIR` puts them elsewhere, as large as the screen.
const SIZES = [
  { name: 'tablet', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
  { name: 'wide', width: 1920, height: 1080 },
] as const;
const LOOKS = [
  { theme: 'light', language: 'fr' },
  { theme: 'dark', language: 'fr' },
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
] as const;
/** All pictures together. **Units** bytes. */
const BYTES_MAX = 4_000_000;
/** Pictures are kept at this width at most: enough to read, few enough bytes for a repository. **Units** px. */
const WIDTH_MAX = 800;
/** What WebP keeps of a picture, of 100. */
const QUALITY = 36;

const args = process.argv.slice(2);
const outAt = args.indexOf('--out');
const out = path.resolve(outAt === -1 ? 'docs/screens' : (args[outAt + 1] ?? ''));
const wanted = args.find((arg, index) => !arg.startsWith('--') && index !== outAt + 1) ?? '';

const server = await RealServer.start();
const browser = await chromium.launch({
  args: LAUNCH_ARGS,
  ...(process.env['CHROMIUM_PATH'] === undefined ? {} : { executablePath: process.env['CHROMIUM_PATH'] }),
});
try {
  await takeAll(browser);
} finally {
  await browser.close();
  await server.remove();
}

async function takeAll(from: Browser): Promise<void> {
  mkdirSync(out, { recursive: true });
  const scenes = SCENES.filter((scene) => scene.name.startsWith(wanted));
  if (wanted === '') for (const file of readdirSync(out)) rmSync(path.join(out, file));
  const stage = await Stage.set(from, server, { hasLate: scenes.some(({ isLate }) => isLate === true) });
  for (const scene of scenes) await takeScene(stage, scene);
  if (wanted === '' && outAt === -1) keepForInstall();
  const bytes = readdirSync(out).reduce((sum, file) => sum + statSync(path.join(out, file)).size, 0);
  console.log(`${scenes.length} scenes in ${out}: ${(bytes / 1e6).toFixed(2)} MB (at most ${BYTES_MAX / 1e6})`);
  if (outAt === -1 && bytes > BYTES_MAX) process.exitCode = 1;
}

/** Two of them are what a browser shows when it offers to install the app. */
function keepForInstall(): void {
  const screens = path.resolve('packages/web/public/screens');
  mkdirSync(screens, { recursive: true });
  copyFileSync(path.join(out, 'pos-order-tablet-light-fr.webp'), path.join(screens, 'pos.webp'));
  copyFileSync(path.join(out, 'pos-order-phone-light-fr.webp'), path.join(screens, 'phone.webp'));
}

async function takeScene(stage: Stage, scene: Scene): Promise<void> {
  const page = await stage.pageOf(scene.device);
  for (const look of LOOKS) {
    await wear(page, look);
    for (const { name, width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      await scene.show(page, stage, look.language);
      // Nothing lies under a mouse: a tablet has none.
      await page.mouse.move(0, 0);
      await page.waitForTimeout(250);
      // No ring around what the way here led over.
      await page.locator(':focus').evaluateAll((focused) => focused.forEach((one) => (one as HTMLElement).blur()));
      const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      const file = path.join(out, `${scene.name}-${name}-${look.theme}-${look.language}.webp`);
      await sharp(picture)
        .resize({ width: outAt === -1 ? WIDTH_MAX : width, withoutEnlargement: true })
        .webp({ quality: outAt === -1 ? QUALITY : 90, effort: 6 })
        .toFile(file);
    }
  }
}

/** Theme and language are kept in the browser and read when a page starts. */
async function wear(page: Page, look: (typeof LOOKS)[number]): Promise<void> {
  await page.evaluate(({ theme, language }) => {
    localStorage.setItem('resto360.theme', theme);
    localStorage.setItem('resto360.language', language);
  }, look);
  await page.reload();
  await page.locator('h1').first().waitFor();
}
