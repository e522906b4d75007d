import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runsAsRoot } from './account.ts';
import { ensureSystemFolder, type Placement, shortHash } from './placement.ts';

/** A socket's whole path must stay under 104 bytes on macOS, 108 on Linux; `/.s.PGSQL.5432.lock` takes 20. */
const folderBytesMax = 80;

/**
 * The closed folder of the server's socket: beside the cluster, or in a short place when that path is too long.
 *
 * **Errors**: throws when the folder in the short place belongs to someone else.
 * **Why**: root's short place is not the temporary folder, where others could put a link in its way.
 */
export function ensureSocketDir({ home, clusterDir, account }: Placement): string {
  const beside = join(home, 'postgres-run');
  const folder = Buffer.byteLength(beside) <= folderBytesMax ? beside : shortFolder(clusterDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const self = process.getuid?.() ?? 0;
  const owner = account ?? { uid: self, gid: process.getgid?.() ?? 0 };
  const found = lstatSync(folder);
  if (!found.isDirectory() || ![self, owner.uid].includes(found.uid)) {
    throw new Error(`${folder} belongs to another user: remove it, or set TMPDIR to another folder.`);
  }
  chmodSync(folder, 0o700);
  if (found.uid !== owner.uid) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

function shortFolder(clusterDir: string): string {
  return join(runsAsRoot() ? ensureSystemFolder() : tmpdir(), `resto360-${shortHash(clusterDir)}`);
}
