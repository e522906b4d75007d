import { Pool, type PoolClient, type QueryConfig } from 'pg';
import type { ServerLog } from './server-log.ts';
import type { Answer, Statement } from './statement.ts';
import { jsonAsTextTypes, ourTypes } from './value-types.ts';

/**
 * Opens the application's connections to its database. Nothing is connected before it is asked for.
 *
 * **Why**: every connection pipelines: a statement is sent at once, without waiting for the answers before it, so
 * that a batch costs one round trip; answers come in order. Tenant data are read and written in
 * {@link withTransaction} only (TEN-8); `query` is for what has no tenant.
 */
export function openPool(url: string, { connectionsMax = 10, log }: PoolOptions): DatabasePool {
  const pool = new Pool({
    connectionString: url,
    max: connectionsMax,
    pipeline: true,
    types: ourTypes,
    application_name: 'resto360',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  // A lost connection says so on itself when in use and on the pool when idle; unheard, either would end the process.
  pool.on('error', (error) => log.warn(`database: idle connection lost: ${error.message}`));
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug(`database: connection lost: ${error.message}`)),
  );
  const connect = async (): Promise<Connection> => asConnection(await pool.connect());
  return {
    connect,
    async query<Row>(statement: Statement) {
      const connection = await connect();
      try {
        return await connection.query<Row>(statement);
      } finally {
        connection.release();
      }
    },
    close: () => pool.end(),
  };
}

/** Who may use how much. */
export interface PoolOptions {
  /** Connections open at once; further callers wait up to 5 s. */
  readonly connectionsMax?: number;
  readonly log: ServerLog;
}

/** The application's connections. */
export interface DatabasePool {
  /** A connection of one's own until it is released. **Errors**: throws when none is free within 5 s. */
  connect(): Promise<Connection>;
  /** One statement outside any tenant: the reference tables. */
  query<Row>(statement: Statement): Promise<Answer<Row>>;
  /** Waits for connections in use, then closes them all. */
  close(): Promise<void>;
}

/** One connection, lent. */
export interface Connection {
  /** Sends at once; answers come in the order of sending. */
  query<Row>(statement: Statement): Promise<Answer<Row>>;
  /** Gives it back; `broken` closes it instead of lending it again. */
  release(broken?: boolean): void;
}

function asConnection(client: PoolClient): Connection {
  return {
    query: <Row>(statement: Statement) => send<Row>(client, statement),
    release: (broken = false) => client.release(broken),
  };
}

async function send<Row>(client: PoolClient, { text, values, name, json }: Statement): Promise<Answer<Row>> {
  const config: QueryConfig = { text };
  if (values !== undefined) config.values = [...values];
  if (name !== undefined) config.name = name;
  if (json === 'text') config.types = jsonAsTextTypes;
  const { rows, rowCount, command } = await client.query(config);
  return { rows, rowCount: rowCount ?? 0, command };
}
