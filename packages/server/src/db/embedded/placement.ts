import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, canEnter, mustAccountOf, mustServiceAccount, runsAsRoot } from './account.ts';

/** Where the embedded server lives and who runs it. */
export interface Placement {
  /** Our folder: `postgres` (the cluster) and what belongs to it. Owned by the user of this process. */
  readonly home: string;
  /** The cluster itself, owned by the account which runs it. */
  readonly clusterDir: string;
  /** `undefined`: the server runs as the user of this process. */
  readonly account: Account | undefined;
  /** True when `home` isn't the folder that was asked for. */
  readonly moved: boolean;
}

const systemFolder = '/var/lib/resto360';

/** Root's own place: durable, written by root alone, open to every account whatever the umask (what is inside may be closed). */
export function ensureSystemFolder(): string {
  makeOpenFolder(systemFolder);
  return systemFolder;
}

/**
 * Chooses the place for the cluster of a data folder, the same one at every start.
 *
 * **Errors**: throws with a sentence when the cluster there can't be run by anyone we may start.
 * **Why**: PostgreSQL refuses to run as root, and root's home is closed to every other account. A cluster which exists
 * decides: looking elsewhere would start the restaurant on an empty database.
 */
export function placeServer(dataDir: string): Placement {
  const wanted = resolve(dataDir);
  if (!runsAsRoot()) return placeAsUser(wanted);
  const system = systemHomeOf(wanted);
  const found = [wanted, system].find((home) => existsSync(join(home, 'postgres', 'PG_VERSION')));
  return found === undefined ? placeNewAsRoot(wanted, system) : placeFoundAsRoot(found, wanted);
}

/** Whether a data folder has a cluster, its own or one in root's place. Looks only: nothing is made. */
export function hasCluster(dataDir: string): boolean {
  const wanted = resolve(dataDir);
  const homes = runsAsRoot() ? [wanted, systemHomeOf(wanted)] : [wanted];
  return homes.some((home) => existsSync(join(home, 'postgres')));
}

/** Twelve characters which stand for a path. */
export function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

const systemHomeOf = (wanted: string) => join(systemFolder, shortHash(wanted));

function placeAsUser(home: string): Placement {
  mkdirSync(home, { recursive: true });
  const clusterDir = join(home, 'postgres');
  const owner = existsSync(clusterDir) ? statSync(clusterDir).uid : process.getuid?.();
  if (owner === process.getuid?.()) return { home, clusterDir, account: undefined, moved: false };
  throw new Error(`${clusterDir} belongs to user number ${owner}: start as that user or as root.`);
}

function placeFoundAsRoot(home: string, wanted: string): Placement {
  const clusterDir = join(home, 'postgres');
  const account = mustAccountOf(statSync(clusterDir).uid);
  if (canEnter(home, account)) return { home, clusterDir, account, moved: home !== wanted };
  throw new Error(
    `User ${account.name}, who owns ${clusterDir}, can't enter ${home}: open its parent folders (chmod o+x).`,
  );
}

function placeNewAsRoot(wanted: string, system: string): Placement {
  const account = mustServiceAccount();
  mkdirSync(wanted, { recursive: true });
  const moved = !canEnter(wanted, account);
  const home = moved ? system : wanted;
  if (moved) makeOpenFolder(ensureSystemFolder(), home);
  return { home, clusterDir: join(home, 'postgres'), account, moved };
}

function makeOpenFolder(...folders: readonly string[]): void {
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
  }
}
