import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../config.ts';

/** What a command was given: its options, already checked to be there, and the settings. */
export type CommandInput = {
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly config: Config;
};

/** How a command ended: for people, for programs, and whether what was asked holds. */
export type CommandOutcome = { readonly ok: boolean; readonly text: string; readonly json: unknown };

/** One word after `resto360`. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  /** Its own options with what they take; all are required. */
  readonly options: Readonly<Record<string, { readonly takes: string; readonly values?: readonly string[] }>>;
  /** More for its own help. */
  readonly about: string;
  run(input: CommandInput): Promise<CommandOutcome>;
};

/** A sentence for whoever typed the command wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The options of a command as Node's parser wants them; every command knows `--json` and `--help`. */
export function parserOptions(command: Command): ParseArgsOptionsConfig {
  const own = Object.keys(command.options).map((name) => [name, { type: 'string' }] as const);
  return { ...Object.fromEntries(own), json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
}
