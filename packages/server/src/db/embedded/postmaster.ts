import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerLog } from '../server-log.ts';
import type { Placement } from './placement.ts';

/** A PostgreSQL server which answers. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends sessions and shuts down cleanly; harmless when repeated. */
  stop(): Promise<void>;
}

/** What to run, and where. */
export interface PostmasterOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly placement: Placement;
  readonly log: ServerLog;
}

const lockRetryMs = 5_000;
const readyTimeoutMs = 120_000;
const stopTimeoutMs = 30_000;

/**
 * Starts the server and waits until it takes connections.
 *
 * **Errors**: throws when another server holds the data for more than 5 s, and with the server's own last words when
 * it ends before it is ready.
 * **Why**: a server of ours which was just told to stop holds its lock file for a moment more, so a conflict is
 * tried again; recovery after a crash may take long, so readiness has a wide limit.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const deadline = Date.now() + lockRetryMs;
  for (;;) {
    const trial = launch(options);
    if (await becomesReady(trial, options.placement.clusterDir)) return asPostmaster(trial);
    const lastWords = trial.lastLines.join('\n');
    if (!/lock file .* already exists|shared memory block .* is still in use/.test(lastWords)) {
      throw new Error(`The embedded PostgreSQL didn't start:\n${lastWords}`);
    }
    if (setAsideForeignLock(options.placement.clusterDir)) continue;
    if (Date.now() > deadline) throw new Error(inUse(options.placement.clusterDir));
    await sleep(100);
  }
}

interface Trial {
  readonly child: ChildProcess;
  readonly lastLines: string[];
  readonly exited: Promise<void>;
}

function launch({ program, args, placement, log }: PostmasterOptions): Trial {
  const [command, commandArgs, identity] = wrap(program, args, placement);
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  // Its own process group: Ctrl-C in a terminal is for us, and we stop the server after the last write.
  const child = spawn(command, commandArgs, {
    ...identity,
    env,
    cwd: placement.home,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lastLines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    say(log, line);
  });
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      lastLines.push(error.message);
      resolve();
    });
  });
  stopWithUs(child, exited);
  return { child, lastLines, exited };
}

/** `setpriv --pdeathsig` makes the kernel stop the server when we die without a chance to do it. */
function wrap(program: string, args: readonly string[], { account }: Placement): [string, string[], object] {
  if (spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status !== 0) {
    return [program, [...args], account === undefined ? {} : { uid: account.uid, gid: account.gid }];
  }
  const change =
    account === undefined
      ? []
      : [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--inh-caps=-all'];
  return ['setpriv', ['--pdeathsig', 'INT', ...change, program, ...args], {}];
}

function stopWithUs(child: ChildProcess, exited: Promise<void>): void {
  const signal = (): void => void child.kill('SIGINT');
  process.once('exit', signal);
  void exited.then(() => process.off('exit', signal));
}

function say(log: ServerLog, line: string): void {
  const text = `postgres: ${line}`;
  if (/^(FATAL|PANIC|WARNING):/.test(line)) log.warn(text);
  else log.debug(text);
}

/** The lock file's first line is the server's pid; its eighth turns to "ready" when connections are taken. */
async function becomesReady({ child, exited }: Trial, clusterDir: string): Promise<boolean> {
  const deadline = Date.now() + readyTimeoutMs;
  const gone = exited.then(() => true);
  do {
    const lines = readLockFile(clusterDir);
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return true;
    if (Date.now() > deadline) child.kill('SIGQUIT');
  } while (!(await Promise.race([gone, sleep(10, false)])));
  return false;
}

function readLockFile(clusterDir: string): readonly string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * PostgreSQL ignores a lock file whose process is gone, but not one whose number now belongs to another program, which
 * is common in containers. Such a file is set aside. (The server still checks for orphans by its shared memory.)
 */
function setAsideForeignLock(clusterDir: string): boolean {
  const pid = Number(readLockFile(clusterDir)[0]);
  const nameFile = `/proc/${pid}/comm`;
  if (!(pid > 0) || !existsSync(nameFile)) return false;
  try {
    if (readFileSync(nameFile, 'utf8').startsWith('postgres')) return false;
    renameSync(join(clusterDir, 'postmaster.pid'), join(clusterDir, 'postmaster.pid.stale'));
    return true;
  } catch {
    return false;
  }
}

function inUse(clusterDir: string): string {
  const pid = readLockFile(clusterDir)[0];
  const which = pid === undefined ? '' : ` (process ${pid})`;
  return `The data in ${clusterDir} are in use by another running server${which}: stop it, or set DATA_DIR to another folder.`;
}

function asPostmaster({ child, exited }: Trial): Postmaster {
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    const impatience = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
    await exited;
    clearTimeout(impatience);
  };
  return { pid: child.pid ?? 0, exited, stop };
}
