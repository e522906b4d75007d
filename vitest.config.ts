import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The suffix of a test file says which world it needs; each world is a project.
const root = fileURLToPath(new URL('.', import.meta.url));
const pgGlobalSetup = 'packages/server/src/testing/pg-global-setup.ts';
const otherWorlds = ['**/*.pg.test.ts', '**/*.sim.test.ts', '**/*.contract.test.ts'];
const outside = ['**/node_modules/**', '**/dist/**', '**/.data/**'];

export default defineConfig({
  test: {
    root,
    environment: 'node',
    allowOnly: false,
    // A machine that is busy with other work is no failure: what hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/**/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'chaos/**/*.test.ts',
          ],
          exclude: [...outside, ...otherWorlds],
        },
      },
      {
        extends: true,
        test: { name: 'contract', include: ['packages/**/src/**/*.contract.test.ts'], exclude: outside },
      },
      {
        extends: true,
        test: {
          name: 'sim',
          include: ['packages/**/src/**/*.sim.test.ts'],
          exclude: outside,
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['packages/**/src/**/*.pg.test.ts'],
          exclude: outside,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...(existsSync(`${root}${pgGlobalSetup}`) ? { globalSetup: [pgGlobalSetup] } : {}),
        },
      },
    ],
  },
});
