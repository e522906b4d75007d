import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Placement } from './placement.ts';

/** The superuser of an embedded cluster; only the system user who runs this process may log in as it. */
export const superuser = 'resto360_superuser';

/**
 * Creates the cluster if this data folder has none.
 *
 * **Errors**: throws when `initdb` fails, or when the cluster was made by another major version.
 * **Why**: built aside and renamed, so that an interrupted first start leaves nothing half-made. Checksums are on and
 * the collation is PostgreSQL's own, so that an upgrade of the system's C library can't corrupt an index.
 */
export async function ensureCluster(placement: Placement, binaries: Binaries): Promise<void> {
  if (!existsSync(placement.clusterDir)) await createCluster(placement, binaries);
  const found = readFileSync(join(placement.clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (found === binaries.major) return;
  throw new Error(
    `${placement.clusterDir} holds data of PostgreSQL ${found}, but this release brings PostgreSQL ${binaries.major}.`,
  );
}

/** Files which say who may log in, and how. */
export interface AccessFiles {
  readonly hba: string;
  readonly ident: string;
}

/**
 * Writes who may log in: the system user of this process as superuser, any other login by its password.
 *
 * **Why**: rewritten at every start, because that system user may change; made new and kept out of the cluster's
 * folder, because root must not write through a link which another account put there.
 */
export function writeAccessFiles(home: string): AccessFiles {
  const folder = join(home, 'postgres-access');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const files = { hba: join(folder, 'pg_hba.conf'), ident: join(folder, 'pg_ident.conf') };
  replaceFile(files.hba, `local all ${superuser} peer map=owner\nlocal all all scram-sha-256\n`);
  replaceFile(files.ident, `owner "${userInfo().username}" ${superuser}\n`);
  return files;
}

/** In one step, so that a server which starts meanwhile finds the old file or the new; readable whatever the umask. */
function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { flag: 'wx' });
  chmodSync(draft, 0o644);
  renameSync(draft, path);
}

async function createCluster({ home, clusterDir, account }: Placement, { initdb }: Binaries): Promise<void> {
  const draft = mkdtempSync(join(home, 'postgres-draft-'));
  if (account !== undefined) chownSync(draft, account.uid, account.gid);
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--username', superuser, '--auth-local=peer', '--auth-host=reject'];
  try {
    await promisify(execFile)(initdb, ['--pgdata', draft, '--data-checksums', ...locale, ...access], {
      ...identity,
      cwd: draft,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    });
    moveInPlace(draft, clusterDir);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Another start may have won: then its cluster stays, and the lock file settles who serves it. */
function moveInPlace(draft: string, clusterDir: string): void {
  try {
    renameSync(draft, clusterDir);
  } catch (error) {
    if (!existsSync(join(clusterDir, 'PG_VERSION'))) throw error;
  }
}
