import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../config.ts';

/** What a command was given: its options, already checked to be there where they must, and the settings. */
export type CommandInput = {
  readonly options: Readonly<Record<string, string | undefined>>;
  /** What was given of the options that may come several times. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** All of standard input, for what must not stand among the arguments. **Errors** UsageError where there is none. */
  readonly readInput: () => Promise<string>;
  readonly config: Config;
};

/** How a command ended: for people, for programs, and whether what was asked holds. */
export type CommandOutcome = { readonly ok: boolean; readonly text: string; readonly json: unknown };

/** An option. `times`: how often it is given; once, and always, where it is left out. */
export type CommandOption = {
  readonly takes: string;
  readonly values?: readonly string[];
  readonly times?: 'once' | 'maybe' | 'many';
};

/** One word after `resto360`. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  /** Its own options with what they take; `takes` is empty for a switch, whose value is then `yes`. */
  readonly options: Readonly<Record<string, CommandOption>>;
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
  const own = Object.entries(command.options).map(
    ([name, { takes, times }]) =>
      [name, takes === '' ? { type: 'boolean' } : { type: 'string', multiple: times === 'many' }] as const,
  );
  return { ...Object.fromEntries(own), json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
}
