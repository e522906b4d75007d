import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../packages/server/src/db/embedded-postgres.ts';
import { prepareDatabase, type PreparedDatabase } from '../packages/server/src/db/prepare-database.ts';
import { silentLog } from '../packages/server/src/db/server-log.ts';

/** Rows of one statement. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A real PostgreSQL of the rig's own, which dies and comes back on the same data. */
export class Database {
  readonly #dataDir: string;
  readonly #backup: string;
  readonly #settings: Readonly<Record<string, string>>;
  #server: EmbeddedPostgres | undefined;
  #prepared: PreparedDatabase | undefined;

  /** `backup`: a folder that is not there yet, for a copy of the data. */
  constructor(dataDir: string, backup: string, settings: Readonly<Record<string, string>> = {}) {
    this.#dataDir = dataDir;
    this.#backup = backup;
    this.#settings = settings;
  }

  async up(): Promise<void> {
    this.#server = await startEmbeddedPostgres({
      dataDir: this.#dataDir,
      settings: this.#settings,
      log: silentLog,
    });
    this.#prepared ??= await prepareDatabase(this.#server.superuserUrl, { create: 'chaos' });
  }

  /** The entrances; the same after every restart. */
  get urls(): PreparedDatabase {
    if (!this.#prepared) throw new Error('the database was not started yet');
    return this.#prepared;
  }

  /** Kill −9 of the postmaster; its backends follow by themselves. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    process.kill(server.pid, 'SIGKILL');
    await server.exited;
  }

  /** A cold copy of everything, as a snapshot of a disk would be one. */
  async backUp(): Promise<void> {
    await this.kill();
    await copyFolder(this.#mustServer().dataDir, this.#backup);
    await this.up();
  }

  /** Puts the last copy back. Answers whether there was one. */
  async restore(): Promise<boolean> {
    if (!existsSync(this.#backup)) return false;
    await this.kill();
    await copyFolder(this.#backup, this.#mustServer().dataDir);
    await this.up();
    return true;
  }

  /** A full disk may have ended it: then it starts again, as a service manager would do it. */
  async reviveIfDead(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const isGone = await Promise.race([server.exited.then(() => true), pause(500).then(() => false)]);
    if (isGone) await this.up();
  }

  #mustServer(): EmbeddedPostgres {
    if (!this.#server) throw new Error('the database was not started yet');
    return this.#server;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** Pids of the backends that serve our servers. */
  async backends(): Promise<number[]> {
    const rows = await this.query(
      `select pid from pg_stat_activity
        where datname = current_database() and application_name = 'resto360' and pid <> pg_backend_pid() order by pid`,
    );
    return rows.map(({ pid }) => Number(pid));
  }

  /** One statement as the owner of everything, on a connection of its own: the oracle trusts nothing of ours. */
  async query(text: string, values: readonly unknown[] = []): Promise<Rows> {
    const client = new Client({ connectionString: this.urls.adminUrl, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, [...values])).rows as Rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** With its owners and rights: PostgreSQL takes no files of anybody else. */
async function copyFolder(from: string, to: string): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  await promisify(execFile)('cp', ['-a', from, to]);
}
