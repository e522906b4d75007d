import { type ServerLog, silentLog } from '../db/server-log.ts';

/**
 * A log for what happens before the server's own log stands; from then on it hands over.
 * **Why**: the database is opened first, and the logger belongs to the HTTP side. Warnings go to stderr meanwhile.
 */
export class LateLog implements ServerLog {
  #log: ServerLog | undefined;

  use(log: ServerLog): void {
    this.#log = log;
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
    if (this.#log) this.#log.warn(message);
    else console.error(message);
  }

  error(message: string): void {
    if (this.#log) this.#log.error(message);
    else console.error(message);
  }
}
