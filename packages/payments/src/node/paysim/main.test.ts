import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

test.each(['SIGTERM', 'SIGINT'] as const)('the command says where it is, and ends at %s', async (signal) => {
  const child = start(['--port', '0', '--virtual', '--seed', '4']);
  try {
    const line = await firstOf(child.stdout);
    const [, origin = ''] = /^paysim is ready: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line) ?? [];
    const clock = await fetch(`${origin}/__sim/clock`);
    expect(await clock.json()).toMatchObject({ mode: 'virtual' });
    const ended = once(child, 'exit');
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
  }
});

test.each([
  [['--port', 'x'], {}, 2, 'usage:'],
  [['--colour'], {}, 2, 'usage:'],
  [['--port', '0'], { NODE_ENV: 'production' }, 1, 'does not run in production'],
  [['--port', '0', '--deliver-to', 'https://shop.example'], {}, 1, 'on this machine only'],
] as const)('%j with %o is refused in words', async (args, env, code, words) => {
  const child = start([...args], env);
  const [[exitCode], told] = await Promise.all([once(child, 'exit'), allOf(child.stderr)]);
  expect(exitCode).toBe(code);
  expect(told).toContain(words);
});

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, NODE_ENV: 'test', ...env } });
}

async function firstOf(stream: ChildProcess['stdout']): Promise<string> {
  for await (const part of stream ?? []) return String(part);
  return '';
}

async function allOf(stream: ChildProcess['stderr']): Promise<string> {
  let told = '';
  for await (const part of stream ?? []) told += String(part);
  return told;
}
