import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The system user PostgreSQL runs as, when that isn't the user of this process. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** True for the one user PostgreSQL refuses to run as. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account a server started by root runs as: `postgres` where the machine has one, else `nobody`.
 *
 * **Errors**: throws when the machine knows neither.
 */
export function mustServiceAccount(): Account {
  const accounts = listAccounts();
  const account = accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody');
  if (account !== undefined) return account;
  throw new Error('PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody.');
}

/** The account with this number. **Errors**: throws when none has it: PostgreSQL won't start without an entry. */
export function mustAccountOf(uid: number): Account {
  const account = listAccounts().find((candidate) => candidate.uid === uid);
  if (account !== undefined) return account;
  throw new Error(`The data belong to user number ${uid}, which this machine doesn't know.`);
}

/** True when the account can enter the folder: asked of the system itself, so that every parent and ACL counts. */
export function canEnter(folder: string, account: Account): boolean {
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$0" && test -x .', folder], { uid, gid, stdio: 'ignore' }).status === 0;
}

function listAccounts(): readonly Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && fields[0] !== undefined)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid >= 0);
}
