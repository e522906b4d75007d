// npm start: from a fresh clone to a running restaurant. A second start finds everything done and only runs the server.
import path from 'node:path';
import { ensureInstalled, localBin, root, run } from './bootstrap.mjs';
import { ensureWebBuilt } from './web-build.mjs';

await ensureInstalled();
await ensureWebBuilt();
const main = path.join(root, 'packages/server/src/cli/main.ts');
process.exit(await run(localBin('node'), [main, 'start', ...process.argv.slice(2)]));
