// npm run bench: the figures that the project promises, against an app built from the sources as they are.
import { ensureInstalled, localBin, run } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureWebBuilt } from './web-build.mjs';

await ensureInstalled();
await ensureWebBuilt();
ensureBrowser();
process.exit(await run(localBin('node'), ['bench/main.ts', ...process.argv.slice(2)]));
