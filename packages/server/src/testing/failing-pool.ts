import type { Connection, DatabasePool } from '../db/pool.ts';
import type { Answer, Statement } from '../db/statement.ts';
import type { Failpoint } from './failpoint.ts';

/** The statement that takes the restaurant's lock: a transaction with it is a write of the engine. */
const LOCK = 'restaurant_lock';

/** The pool, whose writes of the engine pass the four points that lie in a transaction. */
export function failingPool(pool: DatabasePool, at: Failpoint): DatabasePool {
  return { ...pool, connect: async () => failingConnection(await pool.connect(), at) };
}

/** **Why** no `await` before the lock is sent: the statements behind it must stay behind it. */
function failingConnection(connection: Connection, at: Failpoint): Connection {
  const sent: Promise<unknown>[] = [];
  let isWrite = false;

  const send = async <Row>(statement: Statement): Promise<Answer<Row>> => {
    const answer = connection.query<Row>(statement);
    sent.push(answer);
    return answer;
  };
  const lock = async <Row>(statement: Statement): Promise<Answer<Row>> => {
    isWrite = true;
    const dying = at.pass('before_lock');
    if (dying) await dying;
    const answer = await send<Row>(statement);
    await at.pass('after_lock');
    return answer;
  };
  const commit = async <Row>(statement: Statement): Promise<Answer<Row>> => {
    // Everything is written, and not only on its way, when the process dies.
    if (at.isNext('before_commit')) await Promise.allSettled(sent);
    await at.pass('before_commit');
    const answer = await connection.query<Row>(statement);
    await at.pass('after_commit');
    return answer;
  };
  return {
    query: <Row>(statement: Statement) => {
      if (statement.name === LOCK) return lock<Row>(statement);
      return isWrite && statement.text === 'commit' ? commit<Row>(statement) : send<Row>(statement);
    },
    release: (broken) => connection.release(broken),
  };
}
