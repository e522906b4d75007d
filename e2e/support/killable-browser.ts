import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Browser, type Page } from '@playwright/test';

/** A browser with a profile on the disk, in a process of our own, so that kill −9 is a real one. */
export class KillableBrowser {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #process: ChildProcess;

  private constructor(browser: Browser, page: Page, child: ChildProcess) {
    this.#browser = browser;
    this.page = page;
    this.#process = child;
  }

  /** Starts it on a profile: after a kill the same profile comes back. */
  static async start(profile: string, args: readonly string[]): Promise<KillableBrowser> {
    const program = process.env['CHROMIUM_PATH'] ?? 'chromium';
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const child = spawn(program, [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
    const browser = await chromium.connectOverCDP(await endpointOf(child));
    const context = browser.contexts()[0];
    if (!context) throw new Error('a browser has its own context');
    return new KillableBrowser(browser, context.pages()[0] ?? (await context.newPage()), child);
  }

  /** Ends the process at once: no unload, no flush, no good-bye. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await gone;
    await this.#browser.close().catch(() => undefined);
  }
}

async function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the browser ended with ${code}:\n${said}`)));
  });
}
