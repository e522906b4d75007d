import type { Connection, DatabasePool } from './pool.ts';
import type { Answer, Statement } from './statement.ts';

/**
 * Runs `work` in one transaction of one restaurant, and commits it when `work` is done.
 *
 * ```
 * BEGIN; SET LOCAL … → set_tenant → work's statements → COMMIT → its answer is checked
 *        └ one round trip with work's first statements ┘
 * ```
 *
 * **Errors**: whatever `work` throws, after a rollback; the statement's own error even when `work` only met its echo
 * (25P02) in a later one or swallowed it; {@link TransactionLost} when the database answers COMMIT with a rollback and
 * no error was seen; `pg`'s connection error when the line broke: then the outcome is unknown, and only asking again by
 * id will tell.
 * **Why**: nothing waits for BEGIN or `set_tenant`: if either failed, `work`'s statements see no tenant, so no rows.
 */
export async function withTransaction<T>(
  pool: DatabasePool,
  options: TransactionOptions,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect();
  const flow = openFlow(connection);
  const opening = heard(open(flow, options));
  let broken = true;
  try {
    const result = await work(flow);
    await opening;
    await flow.commit();
    broken = false;
    return result;
  } catch (error) {
    broken = !(await rollBack(connection));
    throw flow.firstError !== undefined && isEcho(error) ? flow.firstError : error;
  } finally {
    connection.release(broken);
  }
}

/** What a transaction is for. */
export interface TransactionOptions {
  /**
   * `write`: READ COMMITTED, so that a row locked after a wait is the newest.
   * `snapshot`: REPEATABLE READ, READ ONLY: all its statements see the moment of the first.
   * `judge`: REPEATABLE READ, and may write: what was concluded of one moment is stored only if nobody changed the rows
   * written since (40001 otherwise).
   */
  readonly mode: 'write' | 'snapshot' | 'judge';
  /** The tenant. `undefined` sees reference tables only. */
  readonly restaurantId: string | undefined;
  /** How long to wait for a row someone else holds. */
  readonly lockTimeoutMs?: number;
}

/** Statements of one transaction. */
export interface Transaction {
  /**
   * Sends at once. Several calls before the first `await` cost one round trip; each must be awaited, or the
   * commit be trusted to fail with them.
   */
  query<Row>(statement: Statement): Promise<Answer<Row>>;
  /**
   * Sends COMMIT now, behind statements still under way, to save its round trip. Await it with them; nothing may
   * follow. **Errors**: {@link TransactionLost}.
   */
  commit(): Promise<void>;
  /** Times something was sent after an answer had come: what the distance to the database is multiplied by. */
  readonly roundTrips: number;
}

/** The database rolled back what was to be committed; `cause` is the transaction's first error, where one was seen. */
export class TransactionLost extends Error {
  override readonly name = 'TransactionLost';
}

const lockTimeoutDefaultMs = 3_000;
/** A process that hangs in a transaction holds its restaurant's row: after this the database lets go. */
const idleTimeoutMs = 30_000;

const beginModes = {
  write: 'begin isolation level read committed read write',
  snapshot: 'begin isolation level repeatable read read only',
  judge: 'begin isolation level repeatable read read write',
} as const;

interface Flow extends Transaction {
  readonly firstError: unknown;
}

async function open(
  flow: Flow,
  { mode, restaurantId, lockTimeoutMs = lockTimeoutDefaultMs }: TransactionOptions,
): Promise<void> {
  const begun = flow.query({
    text: `${beginModes[mode]}; set local lock_timeout = ${Math.trunc(lockTimeoutMs)}; set local idle_in_transaction_session_timeout = ${idleTimeoutMs}`,
  });
  const tenant =
    restaurantId === undefined
      ? undefined
      : flow.query({ name: 'set_tenant', text: 'select set_tenant($1)', values: [restaurantId] });
  await Promise.all([begun, tenant]);
}

function openFlow(connection: Connection): Flow {
  let firstError: unknown;
  let roundTrips = 0;
  let answered = true;
  let committing: Promise<void> | undefined;

  const send = async <Row>(statement: Statement): Promise<Answer<Row>> => {
    if (answered) roundTrips += 1;
    answered = false;
    try {
      return await connection.query<Row>(statement);
    } catch (error) {
      firstError ??= error;
      throw error;
    } finally {
      answered = true;
    }
  };
  const commit = async (): Promise<void> => {
    const { command } = await send({ text: 'commit' });
    if (command !== 'COMMIT') throw new TransactionLost(`COMMIT was answered by ${command}.`, { cause: firstError });
  };
  return {
    query: <Row>(statement: Statement) => {
      if (committing !== undefined) throw new Error('A statement was sent after COMMIT.');
      return heard(send<Row>(statement));
    },
    commit: () => (committing ??= heard(commit())),
    get roundTrips() {
      return roundTrips;
    },
    get firstError() {
      return firstError;
    },
  };
}

/** A rejection nobody waits for (work threw in between) must not end the process; COMMIT's answer tells anyway. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** False when the connection can't be trusted any more. */
async function rollBack(connection: Connection): Promise<boolean> {
  try {
    await connection.query({ text: 'rollback' });
    return true;
  } catch {
    return false;
  }
}

/** "Current transaction is aborted", or a commit refused for that reason: the cause lies before. */
function isEcho(error: unknown): boolean {
  return error instanceof TransactionLost || (error instanceof Error && 'code' in error && error.code === '25P02');
}
