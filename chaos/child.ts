import { spawn, type ChildProcess } from 'node:child_process';

/** What to run, and how it is known that it serves. */
export type ChildOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly isReady: (output: string) => Promise<boolean>;
};

/** A start that fails (its database is away) is tried again after this. **Units** ms. */
const AGAIN_MS = 300;
const LOOK_MS = 50;
const READY_MAX_MS = 60_000;

/** A process of the rig: started, killed, frozen and started again by its own pid, and never left behind. */
export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #output = '';
  #isAsked = false;
  /** Ends nobody asked for, in words. */
  readonly deaths: string[] = [];

  constructor(options: ChildOptions) {
    this.#options = options;
    // Before anything that removes what it writes to.
    process.prependListener('exit', () => this.#process?.kill('SIGKILL'));
  }

  /** Runs it until it serves, however many starts that takes. */
  async up(): Promise<void> {
    const begun = Date.now();
    const failed: string[] = [];
    while (!(await this.#tryUp())) {
      failed.push(`after ${Date.now() - begun} ms: ${this.#output.trim()}`);
      if (Date.now() - begun > READY_MAX_MS)
        throw new Error(`${this.#options.name} does not start:\n${failed.slice(-8).join('\n')}`);
      await pause(AGAIN_MS);
    }
  }

  /** Ends it by a signal and waits until it is gone; by force where it does not listen. */
  async end(signal: NodeJS.Signals, patienceMs = 15_000): Promise<void> {
    this.#isAsked = true;
    const child = this.#process;
    if (!child || isOver(child)) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await gone;
    clearTimeout(force);
  }

  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  async #tryUp(): Promise<boolean> {
    const { command, args, env, isReady } = this.#options;
    this.#output = '';
    this.#isAsked = false;
    const child = spawn(command, args, { env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    const read = (data: Buffer) => (this.#output = (this.#output + data.toString()).slice(-4_000));
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', (error) => (this.#output += error.message));
    while (!isOver(child)) {
      if (await isReady(this.#output)) {
        child.once('exit', (code, signal) => this.#noteDeath(code, signal));
        return true;
      }
      await pause(LOOK_MS);
    }
    return false;
  }

  #noteDeath(code: number | null, signal: string | null): void {
    if (this.#isAsked) return;
    this.deaths.push(`${this.#options.name} ended by itself (${code ?? signal}): ${this.#output.slice(-1_000)}`);
  }
}

const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
