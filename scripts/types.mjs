// npm run types: the compiler over every project of the repository, two at a time.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, localBin, root } from './bootstrap.mjs';

const atOnce = 2;

await ensureInstalled();
const waiting = listProjects();
const failed = [];
await Promise.all(Array.from({ length: atOnce }, work));
if (failed.length > 0) console.error(`Types do not hold in ${failed.join(', ')}.`);
process.exit(failed.length > 0 ? 1 : 0);

async function work() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const { code, output } = await compile(project);
    if (code === 0) continue;
    failed.push(project);
    process.stdout.write(`${project}\n${output}`);
  }
}

/** A package which has no source yet is passed over: the compiler takes an empty project for a mistake. */
function listProjects() {
  const packages = readdirSync(path.join(root, 'packages')).filter((name) => hasSources(path.join('packages', name)));
  const configs = packages.flatMap((name) =>
    ['tsconfig.json', 'tsconfig.test.json'].map((file) => `packages/${name}/${file}`),
  );
  return ['tsconfig.json', ...configs].filter((file) => existsSync(path.join(root, file)));
}

function hasSources(folder) {
  const src = path.join(root, folder, 'src');
  return existsSync(src) && readdirSync(src, { recursive: true }).some((name) => /\.tsx?$/.test(name));
}

function compile(project) {
  return new Promise((resolve) => {
    const child = spawn(localBin('tsc'), ['-p', project, '--singleThreaded', '--pretty', 'false'], { cwd: root });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ code: 127, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
