import { type ServerLog, silentLog } from '../db/server-log.ts';

const HELD_MAX = 100;

/**
 * A log for what happens before the server's own log stands: warnings and errors are held and then handed over.
 * **Why**: the database is opened first, and the logger belongs to the HTTP side. When the start fails, its one sentence
 * says why, and what was held is dropped.
 */
export class LateLog implements ServerLog {
  #log: ServerLog | undefined;
  readonly #held: (readonly [level: 'warn' | 'error', message: string])[] = [];

  use(log: ServerLog): void {
    this.#log = log;
    for (const [level, message] of this.#held.splice(0)) log[level](message);
  }

  /** Says nothing more. */
  hush(): void {
    this.#log = silentLog;
  }

  debug(message: string): void {
    this.#log?.debug(message);
  }

  info(message: string): void {
    this.#log?.info(message);
  }

  warn(message: string): void {
    this.#say('warn', message);
  }

  error(message: string): void {
    this.#say('error', message);
  }

  #say(level: 'warn' | 'error', message: string): void {
    if (this.#log) this.#log[level](message);
    else if (this.#held.length < HELD_MAX) this.#held.push([level, message]);
  }
}
