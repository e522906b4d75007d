// npm run chaos: a round of faults against real servers, with real browsers on an app built from the sources as they are.
import { ensureInstalled, localBin, run } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureWebBuilt } from './web-build.mjs';

await ensureInstalled();
await ensureWebBuilt();
ensureBrowser();
process.exit(await run(localBin('node'), ['chaos/main.ts', ...process.argv.slice(2)]));
