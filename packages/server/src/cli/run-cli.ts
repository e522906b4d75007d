import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { errorCode } from '../db/database-error.ts';
import { parserOptions, UsageError, type Command, type CommandInput } from './command.ts';
import { COMMANDS } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';

/** Where the command line says things. */
export type Terminal = { out(text: string): void; err(text: string): void };

const DONE = 0;
const FAILED = 1;
const USAGE = 2;

/** Runs `resto360` with its arguments; answers the exit code. Nothing it prints holds a stack. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  commands: readonly Command[] = COMMANDS,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    terminal.out(generalHelp(commands));
    return name === undefined ? USAGE : DONE;
  }
  try {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new UsageError(`There is no command "${name}": see "resto360 --help".`);
    return await runCommand(command, rest, env, terminal);
  } catch (error) {
    terminal.err(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError || error instanceof ConfigError ? USAGE : FAILED;
  }
}

async function runCommand(
  command: Command,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const { json, help, ...options } = parse(command, args);
  if (help === true) {
    terminal.out(commandHelp(command));
    return DONE;
  }
  const outcome = await command.run({ options: checked(command, options), config: readConfig(env) });
  if (json === true) terminal.out(JSON.stringify(outcome.json));
  else if (outcome.ok) terminal.out(outcome.text);
  else terminal.err(outcome.text);
  return outcome.ok ? DONE : FAILED;
}

function parse(command: Command, args: readonly string[]): Record<string, unknown> {
  try {
    return parseArgs({ args: [...args], options: parserOptions(command), strict: true, allowPositionals: false })
      .values;
  } catch (error) {
    if (!(errorCode(error) ?? '').startsWith('ERR_PARSE_ARGS')) throw error;
    throw new UsageError(`${messageOf(error)} See "resto360 ${command.name} --help".`);
  }
}

function checked(command: Command, given: Readonly<Record<string, unknown>>): CommandInput['options'] {
  const entries = Object.entries(command.options).map(([name, { takes, values }]) => {
    const value = given[name];
    if (typeof value !== 'string' || value === '') throw new UsageError(`${command.name} needs --${name} ${takes}.`);
    if (values && !values.includes(value)) throw new UsageError(`--${name} is one of ${values.join(', ')}.`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
