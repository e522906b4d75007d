import { defineConfig } from '@playwright/test';
import { LAUNCH_ARGS } from './e2e/support/launch.ts';

// `npm run e2e` and `npm test` put the browser's path into CHROMIUM_PATH.
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  // The stories stop and start servers of their own, and two cores are all we count on.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: { args: LAUNCH_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
