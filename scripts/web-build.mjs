// Builds the app, remembers from which sources, and weighs what a first visit loads.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fail, localBin, root, run } from './bootstrap.mjs';

const web = path.join(root, 'packages/web');
const dist = path.join(web, 'dist');
const hashFile = path.join(dist, '.source-hash');
/** JavaScript of a first visit, by station. **Units** bytes of brotli. */
const firstLoadMaxBytes = { '/pos': 170_000, '/kitchen': 140_000, '/office': 170_000 };
/** Words that come with the pages of a station, in every language. */
const tillWords = 'src/words/till-words.ts';
const stationWords = { '/pos': [tillWords], '/office': [tillWords, 'src/words/office-words.ts'] };

const sources = ['packages/web', 'packages/domain/src', 'packages/sync/src', 'package-lock.json', 'tsconfig.base.json'];
const notSources = new Set(['node_modules', 'dist', '.vite']);

/** Builds when the built app is missing or was built from other sources; otherwise costs a few milliseconds. */
export async function ensureWebBuilt() {
  const built = existsSync(hashFile) ? readFileSync(hashFile, 'utf8') : '';
  if (built !== sourceHash()) await buildWeb({ tooHeavy: console.error });
}

/** Builds the app. `tooHeavy`: hears where a first load of JavaScript passes its limit, which keeps no restaurant from starting. */
export async function buildWeb({ tooHeavy = fail } = {}) {
  // Taken before the build, so that an edit made meanwhile leads to another build and not to a stale page.
  const hash = sourceHash();
  const code = await run(localBin('vite'), ['build'], { cwd: web, stdio: ['ignore', 2, 2] });
  if (code !== 0) fail('the app could not be built; the reason stands above.');
  for (const { station, bytes } of weighStations()) {
    const limit = `${(firstLoadMaxBytes[station] / 1000).toFixed(0)} kB`;
    console.error(
      `First load of JavaScript for ${station}: ${(bytes / 1000).toFixed(1)} kB brotli (at most ${limit}).`,
    );
    if (bytes > firstLoadMaxBytes[station])
      tooHeavy(`the first load of JavaScript for ${station} is more than ${limit}.`);
  }
  writeFileSync(hashFile, hash);
}

/**
 * What a first visit of each station loads, as brotli would send it: the app's entry, the words of one
 * language and the station's pages, each with what it imports statically.
 */
function weighStations() {
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  return Object.keys(firstLoadMaxBytes).map((station) => {
    const pages = Object.keys(manifest).filter(
      (key) => manifest[key].isDynamicEntry && key.startsWith(`src${station}/`),
    );
    if (pages.length === 0) fail(`no page of ${station} is loaded on demand.`);
    const words = ['src/words/fr.ts', ...(stationWords[station] ?? [])];
    const files = new Set([entry, ...words, ...pages].flatMap((key) => scriptsOf(manifest, key, new Set())));
    const bytes = [...files].reduce(
      (sum, file) => sum + brotliCompressSync(readFileSync(path.join(dist, file))).byteLength,
      0,
    );
    return { station, bytes };
  });
}

function scriptsOf(manifest, key, seen) {
  if (seen.has(key)) return [];
  seen.add(key);
  const { file, imports = [] } = manifest[key];
  return [file, ...imports.flatMap((one) => scriptsOf(manifest, one, seen))].filter((name) => name.endsWith('.js'));
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => listFiles(path.join(root, source)))) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(at) {
  if (!existsSync(at)) return [];
  if (path.extname(at) === '.json') return [at];
  const entries = readdirSync(at, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const full = path.join(at, entry.name);
    if (entry.isDirectory()) return notSources.has(entry.name) ? [] : listFiles(full);
    return /\.(test|contract)\.tsx?$/.test(entry.name) ? [] : [full];
  });
}
