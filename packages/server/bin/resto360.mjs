#!/usr/bin/env node
// The command `resto360`. It runs on the Node that the project pins, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PINNED_MAJOR = 'v24.';
const here = path.dirname(fileURLToPath(import.meta.url));

if (process.version.startsWith(PINNED_MAJOR)) {
  await import(pathToFileURL(path.join(here, '../src/cli/main.ts')).href);
} else {
  runOnPinnedNode();
}

function runOnPinnedNode() {
  const node = findPinnedNode();
  if (node === undefined || process.env.RESTO360_REEXECUTED === '1') {
    console.error(`resto360 needs Node 24 but runs on ${process.version}: run "npm install" in the project first.`);
    process.exit(1);
  }
  const env = { ...process.env, RESTO360_REEXECUTED: '1' };
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`resto360 could not start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

/** The `node` package puts its executable in its own `bin` folder. */
function findPinnedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    return path.join(path.dirname(manifest), 'bin', 'node');
  } catch {
    return undefined;
  }
}
