// npm run migrations:freeze: writes the hash of every new migration into frozen.json; refuses a changed one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, fail, root } from './bootstrap.mjs';

await ensureInstalled();
const { freezeMigrations, frozenFile } = await import('./tidy/frozen-migrations.ts');
const { readRepo } = await import('./tidy/read-repo.ts');

try {
  const frozen = freezeMigrations(readRepo());
  writeFileSync(path.join(root, frozenFile), `${JSON.stringify(frozen, null, 2)}\n`);
  console.log(`${Object.keys(frozen).length} migrations are frozen.`);
} catch (error) {
  fail(error.message);
}
