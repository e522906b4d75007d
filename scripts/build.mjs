// npm run build: builds the app, whether or not its sources changed.
import { ensureInstalled } from './bootstrap.mjs';
import { buildWeb } from './web-build.mjs';

await ensureInstalled();
await buildWeb();
