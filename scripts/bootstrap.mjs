// What every entry script does first, in JavaScript that Node 20 can run: install what is missing, then go on with
// the Node that the project pins. Messages go to stderr, so that a command's own output stays clean.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const pinnedMajor = 'v24.';
const modules = path.join(root, 'node_modules');
const binFolder = path.join(modules, '.bin');
const lockFile = path.join(root, 'package-lock.json');
const installedMark = path.join(modules, '.resto360-installed');

/** Says one sentence on stderr and ends the process with code 1. */
export function fail(sentence) {
  console.error(`\nRESTO360: ${sentence}`);
  process.exit(1);
}

/**
 * Makes sure that the packages of the lockfile are installed and that the caller runs on the pinned Node.
 * The caller must await it before anything else: under another Node it never returns, because the same command is
 * run again with the right one and its exit code handed on.
 */
export async function ensureInstalled() {
  if (mustInstall()) install();
  prefixPath();
  const pinned = readPinnedVersion();
  if (process.version === pinned) return;
  if (process.env.RESTO360_REEXECUTED === '1' || !pinned.startsWith(pinnedMajor)) {
    fail(
      `this needs Node ${pinnedMajor.slice(1, -1)} but runs on ${process.version}; delete node_modules and try again.`,
    );
  }
  const env = { ...process.env, RESTO360_REEXECUTED: '1' };
  process.exit(await run(path.join(binFolder, 'node'), process.argv.slice(1), { env, cwd: process.cwd() }));
}

/**
 * Runs a command with this process's input and output, hands signals on, and resolves to its exit code.
 * The child decides when to end: a signal is passed on and then waited for.
 */
export function run(command, args = [], options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const finish = (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`RESTO360: could not run ${command}: ${error.message}`);
      finish(127);
    });
    child.on('exit', (code, signal) => finish(code ?? signalExitCode(signal)));
  });
}

/** The path of a tool that npm installed for the project. */
export function localBin(name) {
  return path.join(binFolder, name);
}

function signalExitCode(signal) {
  return 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
}

/** Tools which start `node` by name must find the pinned one, so its folder stands first on the PATH. */
function prefixPath() {
  const parts = (process.env.PATH ?? '').split(path.delimiter);
  if (parts[0] !== binFolder) process.env.PATH = [binFolder, ...parts].join(path.delimiter);
}

function mustInstall() {
  const installed = path.join(modules, '.package-lock.json');
  if (!existsSync(installed) || !existsSync(localBin('node'))) return true;
  if (statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs) return false;
  return !existsSync(installedMark) || readFileSync(installedMark, 'utf8') !== hashOf(readFileSync(lockFile));
}

/** `npm install` rather than `npm ci`: the latter fails where an optional build for another platform can't be had. */
function install() {
  const before = readFileSync(lockFile, 'utf8');
  console.error('RESTO360: installing packages …');
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`npm install failed${error ? ` (${error.message})` : ''}; its own message stands above.`);
  const after = readFileSync(lockFile, 'utf8');
  if (after !== before) {
    writeFileSync(lockFile, before);
    if (lockedPackages(after) !== lockedPackages(before)) {
      fail(
        'npm install wanted other packages than package-lock.json names: make the manifests and the lockfile agree.',
      );
    }
  }
  writeFileSync(installedMark, hashOf(before));
}

/** Another npm may write the same packages with other side notes; only path, version and hash say what is installed. */
function lockedPackages(lockText) {
  const entries = Object.entries(JSON.parse(lockText).packages);
  return JSON.stringify(entries.map(([at, entry]) => `${at} ${entry.version} ${entry.integrity}`).toSorted(byText));
}

function readPinnedVersion() {
  const { status, stdout } = spawnSync(localBin('node'), ['--version'], { encoding: 'utf8' });
  if (status !== 0) {
    fail(
      'the pinned Node is not installed: its npm package needs its install script, so run npm without --ignore-scripts.',
    );
  }
  return stdout.trim();
}

function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function byText(a, b) {
  return a < b ? -1 : 1;
}
