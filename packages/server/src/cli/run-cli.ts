import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { errorCode } from '../db/database-error.ts';
import { parserOptions, UsageError, type Command, type CommandInput, type CommandOption } from './command.ts';
import { COMMANDS } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';

/** Where the command line says things. */
export type Terminal = {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input; absent where nothing can be read. */
  read?(): Promise<string>;
};

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
  const outcome = await command.run({
    ...checked(command, options),
    config: readConfig(env),
    readInput: () => {
      if (!terminal.read) throw new UsageError(`${command.name} reads from standard input, and there is none.`);
      return terminal.read();
    },
  });
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

function checked(command: Command, given: Readonly<Record<string, unknown>>): Pick<CommandInput, 'options' | 'lists'> {
  const all = Object.entries(command.options);
  const single = all.filter(([, { times }]) => times !== 'many');
  const several = all.filter(([, { times }]) => times === 'many');
  return {
    options: Object.fromEntries(single.map(([name, how]) => [name, valueOf(command, name, how, given[name])])),
    lists: Object.fromEntries(several.map(([name]) => [name, listOf(given[name])])),
  };
}

function valueOf(
  command: Command,
  name: string,
  { takes, values, times }: CommandOption,
  value: unknown,
): string | undefined {
  if (value === true) return 'yes';
  if (value === undefined && times === 'maybe') return undefined;
  if (typeof value !== 'string' || value === '') throw new UsageError(`${command.name} needs --${name} ${takes}.`);
  if (values && !values.includes(value)) throw new UsageError(`--${name} is one of ${values.join(', ')}.`);
  return value;
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
