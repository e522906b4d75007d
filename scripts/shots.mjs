// npm run shots: pictures of every screen, from an app built from the sources as they are.
import { ensureInstalled, localBin, run } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureWebBuilt } from './web-build.mjs';

await ensureInstalled();
await ensureWebBuilt();
ensureBrowser();
process.exit(await run(localBin('node'), ['e2e/shots/main.ts', ...process.argv.slice(2)]));
