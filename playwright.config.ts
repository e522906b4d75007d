import { defineConfig } from '@playwright/test';
import { LAUNCH_ARGS } from './e2e/support/launch.ts';

// `npm run e2e` and `npm test` put the browser's path into CHROMIUM_PATH.
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 300_000,
  // Each file has servers of its own and mostly waits for them: two of them share the two cores that we count on.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // What is looked for may come late on a machine that is busy with other work; what never comes still ends.
  expect: { timeout: 20_000 },
  use: {
    // A step that cannot be made fails with its name, before the time of the whole story is up.
    actionTimeout: 60_000,
    browserName: 'chromium',
    launchOptions: { args: LAUNCH_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
