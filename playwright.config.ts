import { defineConfig } from '@playwright/test';

// `npm run e2e` and `npm test` put the browser's path into CHROMIUM_PATH. The flags let Chromium run as root and in a
// container, and keep it from calling anyone but our server.
const executablePath = process.env['CHROMIUM_PATH'];
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

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
    launchOptions: { args, ...(executablePath === undefined ? {} : { executablePath }) },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
