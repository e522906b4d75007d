// Builds the app, remembers from which sources, and weighs what a first visit loads.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fail, localBin, root, run } from './bootstrap.mjs';

const web = path.join(root, 'packages/web');
const dist = path.join(web, 'dist');
const hashFile = path.join(dist, '.source-hash');
const firstLoadMaxBytes = 170_000;

const sources = ['packages/web', 'packages/domain/src', 'packages/sync/src', 'package-lock.json', 'tsconfig.base.json'];
const notSources = new Set(['node_modules', 'dist', '.vite']);

/** Builds when the built app is missing or was built from other sources; otherwise costs a few milliseconds. */
export async function ensureWebBuilt() {
  const built = existsSync(hashFile) ? readFileSync(hashFile, 'utf8') : '';
  if (built !== sourceHash()) await buildWeb();
}

/** Builds the app and fails when its first load of JavaScript passes the limit. */
export async function buildWeb() {
  // Taken before the build, so that an edit made meanwhile leads to another build and not to a stale page.
  const hash = sourceHash();
  const code = await run(localBin('vite'), ['build'], { cwd: web, stdio: ['ignore', 2, 2] });
  if (code !== 0) fail('the app could not be built; the reason stands above.');
  const bytes = firstLoadBytes();
  const limit = `${(firstLoadMaxBytes / 1000).toFixed(0)} kB`;
  console.error(`First load of JavaScript: ${(bytes / 1000).toFixed(1)} kB brotli (at most ${limit}).`);
  if (bytes > firstLoadMaxBytes) fail(`the first load of JavaScript is more than ${limit}.`);
  writeFileSync(hashFile, hash);
}

/** The scripts which index.html asks for at once, with what they import statically, each as brotli would send it. */
function firstLoadBytes() {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const found = html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g);
  const files = new Set([...found].map((match) => match[1]));
  let bytes = 0;
  for (const file of files) bytes += brotliCompressSync(readFileSync(path.join(dist, file))).byteLength;
  return bytes;
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
