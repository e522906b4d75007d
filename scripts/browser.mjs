// A real Chromium for the browser tests: the machine's own, or else Debian's package.
import { spawnSync } from 'node:child_process';
import { fail } from './bootstrap.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome'];

/** Finds or installs a Chromium and puts its path into `CHROMIUM_PATH`, where Playwright's config reads it. */
export function ensureBrowser() {
  process.env.CHROMIUM_PATH = findBrowser() ?? installBrowser();
  return process.env.CHROMIUM_PATH;
}

/** The path of a browser which starts, or undefined. */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return answers(given) ? given : fail(`CHROMIUM_PATH is ${given}, but no browser answers there.`);
  return commands.map(whereIs).find((path) => path !== undefined && answers(path));
}

function installBrowser() {
  console.error('RESTO360: no Chromium found, installing the package of this system …');
  if (whereIs('apt-get') === undefined) fail(`no Chromium found and no apt-get to install one: ${advice}`);
  // A list of packages that can't be renewed may still be good enough, so only the second command must succeed.
  apt(['update']);
  if (!apt(['install', '-y', '--no-install-recommends', 'chromium'])) fail(`apt-get could not install it: ${advice}`);
  return findBrowser() ?? fail(`Chromium was installed but does not start: ${advice}`);
}

const advice = 'install Chromium or Chrome and set CHROMIUM_PATH to its program.';

function apt(args) {
  const isRoot = process.getuid?.() === 0;
  const [command, ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, [...before, '-qq', ...args], { env, stdio: ['ignore', 2, 2] }).status === 0;
}

function whereIs(command) {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Some systems put a stub under the name, so the program must tell its version. */
function answers(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
