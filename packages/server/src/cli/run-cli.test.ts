import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { runCli } from './run-cli.ts';

const seen: unknown[] = [];
const greet: Command = {
  name: 'greet',
  summary: 'greets',
  options: { who: { takes: '<name>' }, tone: { takes: 'warm|cold', values: ['warm', 'cold'] } },
  about: 'Greets somebody.',
  run: async ({ options }) => {
    seen.push(options);
    return { ok: options['tone'] === 'warm', text: `hello ${options['who']}`, json: { who: options['who'] } };
  },
};
const broken: Command = {
  ...greet,
  name: 'broken',
  options: {},
  run: () => Promise.reject(new Error('It is broken.')),
};

async function cli(args: readonly string[], env: Record<string, string> = {}, commands = [greet, broken]) {
  const said = { out: '', err: '' };
  const code = await runCli(
    args,
    env,
    { out: (text) => (said.out += text), err: (text) => (said.err += text) },
    commands,
  );
  return { code, ...said };
}

test.each([
  [['greet', '--who', 'Awa', '--tone', 'warm'], 0, 'hello Awa', ''],
  [['greet', '--who', 'Awa', '--tone', 'warm', '--json'], 0, '{"who":"Awa"}', ''],
  [['greet', '--who', 'Awa', '--tone', 'cold'], 1, '', 'hello Awa'],
  [['broken'], 1, '', 'It is broken.'],
  [['nonsense'], 2, '', 'There is no command "nonsense": see "resto360 --help".'],
  [['greet', '--tone', 'warm'], 2, '', 'greet needs --who <name>.'],
  [['greet', '--who', 'Awa', '--tone', 'loud'], 2, '', '--tone is one of warm, cold.'],
] as const)('%j: exit %i', async (args, code, out, err) => {
  expect(await cli(args)).toEqual({ code, out, err });
});

const pick: Command = {
  ...greet,
  name: 'pick',
  options: {
    tone: { takes: 'warm|cold', values: ['warm', 'cold'], times: 'maybe' },
    fruit: { takes: '<fruit>', times: 'many' },
    all: { takes: '', times: 'maybe' },
  },
  run: async ({ options, lists, readInput }) => ({
    ok: true,
    text: JSON.stringify([options['tone'] ?? null, options['all'] ?? null, lists['fruit'], await readInput()]),
    json: null,
  }),
};

test.each([
  [[], [null, null, [], 'typed']],
  [
    ['--fruit', 'mango', '--all', '--fruit', 'papaya', '--tone', 'cold'],
    ['cold', 'yes', ['mango', 'papaya'], 'typed'],
  ],
])('options that may be left out, come several times, or switch: %j', async (args, told) => {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const terminal = { out: say, err: say, read: async () => 'typed' };
  expect([await runCli(['pick', ...args], {}, terminal, [pick]), said]).toEqual([0, [JSON.stringify(told)]]);
});

test('what may be left out is still checked, and nothing is read where there is no input', async () => {
  const loud = await cli(['pick', '--tone', 'loud'], {}, [pick]);
  expect([loud.code, loud.err]).toEqual([2, '--tone is one of warm, cold.']);
  const mute = await cli(['pick'], {}, [pick]);
  expect([mute.code, mute.err]).toEqual([2, 'pick reads from standard input, and there is none.']);
  const usage = await cli(['pick', '--help'], {}, [pick]);
  expect(usage.out).toContain('pick [--tone warm|cold] [--fruit <fruit> …] [--all]');
});

test.each([[['greet', '--volume', '3']], [['greet', 'Awa']], [['greet', '--who']]])(
  '%j is typed wrongly',
  async (args) => {
    const { code, out, err } = await cli(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('see "resto360 greet --help"'.replace('see', 'See'));
  },
);

test('a wrong setting is a sentence and exit 2', async () => {
  const { code, err } = await cli(['greet', '--who', 'a', '--tone', 'warm'], { PORT: 'abc' });
  expect([code, err]).toEqual([2, 'PORT is "abc", but it must be a whole number from 0 to 65535.']);
});

test.each([
  ['enrol-code', '--restaurant', 'maquis', '--kind', 'pos'],
  ['api-key', '--restaurant', 'maquis'],
  ['verify-journal', '--restaurant', 'maquis'],
])('%s makes no database where there is none, and says where it looked', async (...args) => {
  const folder = join(tmpdir(), `resto360-${randomUUID()}`);
  const { code, out, err } = await cli(args, { DATA_DIR: folder }, [...COMMANDS]);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`There is no database in ${folder}.`);
  expect(err).toContain('set DATA_DIR (or DATABASE_URL)');
  expect(existsSync(folder)).toBe(false);
});

test('help names every command; nothing typed is help with exit 2', async () => {
  const { code, out } = await cli(['--help'], {}, [...COMMANDS]);
  expect(code).toBe(0);
  for (const word of ['start', 'migrate', 'demo', 'enrol-code --restaurant <slug> --kind pos|kitchen|office']) {
    expect(out).toContain(word);
  }
  expect((await cli([])).code).toBe(2);
  for (const { name, about } of COMMANDS) {
    const help = await cli([name, '--help'], {}, [...COMMANDS]);
    expect([help.code, help.out.includes(about)]).toEqual([0, true]);
  }
});
