import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { LAUNCH_ARGS } from '../../e2e/support/launch.ts';
import { Child } from '../child.ts';
import { mustProgram } from '../programs.ts';

/** As a tablet's screen. **Units** CSS px. */
const SCREEN = { width: 1280, height: 800 };
/** No step of a person takes longer on a loaded machine; a step that does has failed. **Units** ms. */
const STEP_MAX_MS = 8_000;

/** A real browser with a profile on the disk, killed by its own pid and started again on the same profile. */
export class Chromium {
  readonly process: Child;
  #endpoint = '';
  #browser: Browser | undefined;

  /** `folder`: where its profile lies. */
  constructor(name: string, folder: string) {
    const profile = path.join(folder, name.replaceAll(' ', '-'));
    this.process = new Child({
      name,
      command: process.env['CHROMIUM_PATH'] ?? mustProgram('chromium', 'chromium'),
      args: [
        ...LAUNCH_ARGS,
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        `--window-size=${SCREEN.width},${SCREEN.height}`,
        'about:blank',
      ],
      isReady: async (output) => {
        this.#endpoint = /DevTools listening on (ws:\S+)/.exec(output)?.[1] ?? '';
        return this.#endpoint !== '';
      },
    });
  }

  /** Starts it; the answer is its one page. */
  async up(): Promise<Page> {
    await this.process.up();
    this.#browser = await chromium.connectOverCDP(this.#endpoint);
    const context = this.#browser.contexts()[0];
    if (!context) throw new Error('a browser has its own context');
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(STEP_MAX_MS);
    return page;
  }

  /** Kill −9: no unload, no flush, no good-bye. */
  async kill(): Promise<void> {
    await this.process.end('SIGKILL');
    await this.#browser?.close().catch(() => undefined);
  }
}
