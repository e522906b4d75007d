// npm test: everything. `npm test -- sim e2e` runs only the stages named; `--deep` asks the long tests to be long.
import { ensureInstalled } from './bootstrap.mjs';

await ensureInstalled();
const { runStages, stages } = await import('./stages.mjs');
const words = process.argv.slice(2);
if (words.includes('--deep')) process.env.RESTO360_DEEP = '1';
const names = words.filter((word) => word !== '--deep');
process.exit(await runStages(names.length > 0 ? names : Object.keys(stages)));
