import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { LAUNCH_ARGS } from '../e2e/support/launch.ts';
import { RealServer } from '../e2e/support/server.ts';

/** Builds the app, starts a real server with the demo and a real browser, and takes both away afterwards. */
export async function inRealBrowser<T>(measure: (browser: Browser, server: RealServer) => Promise<T>): Promise<T> {
  execFileSync(process.execPath, [path.join(import.meta.dirname, '../scripts/build.mjs')], { stdio: 'ignore' });
  const executablePath = process.env['CHROMIUM_PATH'] ?? 'chromium';
  const browser = await chromium.launch({ args: LAUNCH_ARGS, executablePath });
  try {
    const server = await RealServer.start();
    try {
      return await measure(browser, server);
    } finally {
      await server.remove();
    }
  } finally {
    await browser.close();
  }
}
