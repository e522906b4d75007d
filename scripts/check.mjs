// npm run check: types, lint, format, unit tests with the walls of the house. Green before each commit.
import { ensureInstalled } from './bootstrap.mjs';

await ensureInstalled();
const { checkStages, runStages } = await import('./stages.mjs');
process.exit(await runStages(checkStages));
