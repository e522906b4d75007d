import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { ARMED } from './failpoint.ts';

const server = path.resolve(import.meta.dirname, '..');
/** The program of a release: `resto360 start`. */
export const RELEASE = [path.join(server, 'cli/main.ts'), 'start'] as const;
/** The same with a point at which it dies: see `failpoint.ts`. */
export const WITH_FAILPOINT = [path.join(server, 'testing/failpoint-server.ts')] as const;

const ARMED_LINE = new RegExp(ARMED);
/** What was compiled once: a start takes half as long. */
const compiled = path.resolve(server, '../../../node_modules/.cache/resto360-compiled');

/** A server in a process of its own, which a test ends by its pid. */
export interface ServerProcess {
  readonly url: string;
  /** Resolves when it is gone, with the signal or the code that ended it. */
  readonly gone: Promise<NodeJS.Signals | number>;
  /** Of a process with a failpoint: from here on it counts. */
  arm(): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<NodeJS.Signals | number>;
}

/** Starts one and waits until it serves. **Errors**: its own last words when it ends before. */
export async function startProcess(
  program: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, program, {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, PORT: '0', LOG_LEVEL: 'error', REDIS_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const gone = new Promise<NodeJS.Signals | number>((resolve) =>
    child.once('exit', (code, signal) => {
      process.off('exit', orphaned);
      resolve(signal ?? code ?? -1);
    }),
  );
  const saying = hearing(child, gone);
  const [, url = ''] = await saying(/RESTO360 ready at (\S+)/);
  const arm = async () => {
    child.kill('SIGUSR2');
    await saying(ARMED_LINE);
  };
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  return { url, gone, arm, end };
}

/** Waits until it says something. */
function hearing(child: ChildProcess, gone: Promise<unknown>): (what: RegExp) => Promise<RegExpExecArray> {
  let said = '';
  const waiting = new Set<() => void>();
  const hear = (data: Buffer) => {
    said += data.toString();
    for (const look of waiting) look();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return (what) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = what.exec(said);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void gone.then((how) => reject(new Error(`The server ended (${String(how)}) before ${String(what)}:\n${said}`)));
    });
}
