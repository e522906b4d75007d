// The stages of `npm run check` and `npm test`: what each runs, how long it took, and how many tests it counted.
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { fail, localBin, root, run } from './bootstrap.mjs';
import { buildWeb, ensureWebBuilt } from './web-build.mjs';

const reports = path.join(root, '.cache/test-reports');

/** Each stage by name. A stage answers `{passed, failed, skipped}` or, when there is nothing to run yet, undefined. */
export const stages = {
  types: () => tool('node', ['scripts/types.mjs']),
  lint: () => tool('oxlint', ['--type-aware', '--deny-warnings', '--quiet']),
  format: () => tool('biome', ['format', '--colors=off']),
  unit: () => vitest('unit'),
  contract: () => vitest('contract', 'packages/**/src/**/*.contract.test.ts'),
  pg: () => vitest('pg', 'packages/**/src/**/*.pg.test.ts'),
  sim: () => vitest('sim', 'packages/**/src/**/*.sim.test.ts'),
  build: () => build(),
  e2e: () => playwright(),
  chaos: () => chaos(),
};

/** What must be green before each commit. */
export const checkStages = ['types', 'lint', 'format', 'unit'];

/**
 * Runs the named stages one after the other, all of them even when one fails, and prints the times and, as the very
 * last line, `N passed, N failed`. Resolves to the exit code.
 */
export async function runStages(names) {
  const unknown = names.filter((name) => !(name in stages));
  if (unknown.length > 0) fail(`there is no stage ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}.`);
  const results = [];
  const stop = { requested: false };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (stop.requested = true));
  for (const name of names) {
    if (stop.requested) break;
    results.push(await runStage(name));
  }
  return summarize(results, stop.requested);
}

async function runStage(name) {
  console.log(`\n── ${name} ──`);
  const startedAt = performance.now();
  const counts = await stages[name]().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${name}: ${seconds.toFixed(1)} s`);
  return { name, seconds, counts };
}

function summarize(results, stopped) {
  let passed = 0;
  let failed = stopped ? 1 : 0;
  let total = 0;
  console.log('\n── summary ──');
  for (const { name, seconds, counts } of results) {
    passed += counts?.passed ?? 0;
    failed += counts?.failed ?? 0;
    total += seconds;
    console.log(`${name.padEnd(10)}${seconds.toFixed(1).padStart(7)} s   ${describe(counts)}`);
  }
  console.log(`${'all'.padEnd(10)}${total.toFixed(1).padStart(7)} s${stopped ? '   stopped by a signal' : ''}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function describe(counts) {
  if (counts === undefined) return 'nothing to run yet';
  const { passed, failed, skipped } = counts;
  if (passed + failed + skipped === 0) return 'ok';
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A tool is no test: it adds nothing when it is content and one failure when it is not. */
async function tool(name, args) {
  const code = await run(localBin(name), args);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function vitest(project, files) {
  if (files !== undefined && !hasFiles(files)) return undefined;
  const report = newReport(project);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(localBin('vitest'), args);
  return countVitest(readReport(report), code);
}

/** A file which breaks before its first test has no failed test of its own, so it counts as one. */
function countVitest(report, code) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  return { passed: report.numPassedTests, failed: atLeastOne(failed, code), skipped: report.numPendingTests };
}

async function build() {
  if (!hasFiles('packages/web/index.html')) return undefined;
  await buildWeb();
  return { passed: 0, failed: 0, skipped: 0 };
}

async function playwright() {
  if (!hasFiles('e2e/**/*.spec.ts')) return undefined;
  ensureBrowser();
  const report = newReport('e2e');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await run(localBin('playwright'), ['test', '--reporter=list,json'], { env });
  return countPlaywright(readReport(report), code);
}

/** A minute of everything that can break, from one seed: real servers, real PostgreSQL, twenty devices, three browsers. */
async function chaos() {
  await ensureWebBuilt();
  ensureBrowser();
  const code = await run(localBin('node'), ['chaos/main.ts', '--minutes', '1', '--profile', 'all', '--seed', '360']);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** A test which passes only when tried again is a failure: it hides a race. */
function countPlaywright(report, code) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: atLeastOne(unexpected + flaky, code), skipped };
}

function atLeastOne(failed, code) {
  return code === 0 ? failed : Math.max(failed, 1);
}

function hasFiles(pattern) {
  return globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }).length > 0;
}

function newReport(name) {
  mkdirSync(reports, { recursive: true });
  const file = path.join(reports, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
