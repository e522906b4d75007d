import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** A program that is not there and can't be installed; its message says what to do. */
export class MissingProgram extends Error {
  override readonly name = 'MissingProgram';
}

/** Where Debian keeps what only root used to run. */
const MORE_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * The path of a program: from the PATH, or from Debian's package of it where we are root.
 * **Errors** throws {@link MissingProgram}.
 */
export function mustProgram(name: string, debianPackage: string): string {
  const found = findProgram(name);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && findProgram('apt-get') !== undefined) install(debianPackage);
  const installed = findProgram(name);
  if (installed !== undefined) return installed;
  throw new MissingProgram(`This needs ${name}, which is not on the PATH: install it (Debian: ${debianPackage}).`);
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...MORE_FOLDERS];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install(debianPackage: string): void {
  // Run level 1: Debian then does not start what it installs as a service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options = { env, stdio: ['ignore', 2, 2] as ('ignore' | 2)[] };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', debianPackage], options);
}
