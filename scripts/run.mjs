// Runs one of the project's tools, or `node` itself, on the pinned Node: node scripts/run.mjs <tool> [arguments].
import { ensureInstalled, fail, localBin, run } from './bootstrap.mjs';

await ensureInstalled();
const [tool, ...args] = process.argv.slice(2);
if (tool === undefined) fail('say which tool to run: node scripts/run.mjs <tool> [arguments].');
process.exit(await run(localBin(tool), args));
