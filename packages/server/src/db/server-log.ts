/**
 * What the database code says things to; any logger with these methods fits (Fastify's does).
 *
 * **Why**: nothing under `db/` knows which logger the process uses.
 */
export interface ServerLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Says nothing: for tests and for commands whose output a program reads. */
export const silentLog: ServerLog = { debug() {}, info() {}, warn() {}, error() {} };
