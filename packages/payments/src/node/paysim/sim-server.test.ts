import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { SimBench, START_MS } from './sim-server-fixture.ts';
import { startPaysim, type PaysimOptions } from './sim-server.ts';

const running: SimBench[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const { paysim } of running.splice(0)) await paysim.close();
});

async function start(options: PaysimOptions = {}): Promise<SimBench> {
  const bench = await SimBench.start(options);
  running.push(bench);
  return bench;
}

test('it does not run in production', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  await expect(startPaysim()).rejects.toThrow('does not run in production');
});

test.each(['0.0.0.0', '::1', '192.168.1.2', 'localhost'])('it does not listen on %s', async (host) => {
  await expect(startPaysim({ host })).rejects.toThrow('listens on 127.0.0.1 only');
});

test('it listens on this machine only', async () => {
  const { paysim } = await start();
  expect(paysim.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('it delivers nothing to other machines', async () => {
  await expect(startPaysim({ webhookUrls: { wave: 'https://shop.example/hook' } })).rejects.toThrow(
    'not to https://shop.example',
  );
  await expect(startPaysim({ deliverTo: ['http://10.0.0.1:80'] })).rejects.toThrow('on this machine only');
});

test('a port that is taken is told', async () => {
  const { paysim } = await start();
  const taken = startPaysim({ port: Number(new URL(paysim.origin).port) });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test.each([
  ['the page', '/', 200],
  ["a rail's answer", '/wave/v1/transactions', 401],
  ['the control API', '/__sim/clock', 200],
  ['its refusals', '/__sim/nothing', 404],
  ['what is not there', '/favicon.ico', 404],
])('%s says that it is a simulator', async (_name, path, status) => {
  const { paysim } = await start();
  const answer = await fetch(paysim.origin + path);
  expect([answer.status, answer.headers.get('x-simulator')]).toEqual([status, 'paysim']);
});

test('what is no HTTP is told so by a simulator', async () => {
  const { paysim } = await start();
  const socket = connect(Number(new URL(paysim.origin).port), '127.0.0.1', () => socket.write('GET\r\n\r\n'));
  let told = '';
  for await (const part of socket) told += String(part);
  expect(told).toContain('400 Bad Request\r\nx-simulator: paysim');
});

test('other pages of a browser, and other names of this machine, are turned away', async () => {
  const { paysim } = await start();
  const foreign = await fetch(`${paysim.origin}/__sim/reset`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status).toBe(403);
  const own = await fetch(`${paysim.origin}/__sim/reset`, { method: 'POST', headers: { origin: paysim.origin } });
  expect(own.status).toBe(200);
  expect(await statusFor(paysim.origin, 'rebound.example')).toContain(' 403 ');
  expect(await statusFor(paysim.origin, 'localhost')).toContain(' 200 ');
});

test('a body of more than a mebibyte is not read', async () => {
  const { paysim } = await start();
  const answer = await fetch(`${paysim.origin}/__sim/reset`, { method: 'POST', body: 'x'.repeat(1_048_577) });
  expect(answer.status).toBe(413);
});

test('a rail that breaks costs its caller the connection, and is heard of', async () => {
  const bugs: unknown[] = [];
  const { paysim } = await start({
    house: { makeRails: () => [BROKEN], merchants: {}, secrets: [] },
    onBug: (bug) => bugs.push(bug),
  });
  await expect(fetch(`${paysim.origin}/mtn/`)).rejects.toThrow('fetch failed');
  expect(bugs).toEqual([new Error('a bug')]);
});

test('what customers do by themselves can be given at the start, and comes back at a reset', async () => {
  const crowd = { approves: 0.5, fails: 0.1, afterMs: [1, 2] } as const;
  const bench = await start({ crowd });
  bench.world.crowd = undefined;
  await bench.must('POST', 'reset');
  expect(bench.world.crowd).toEqual(crowd);
});

test('by the wall: time passes with it, never back, and is up to date at each request', async () => {
  let wallMs = START_MS;
  const bench = await start({ mode: 'real', nowMs: () => wallMs, tickMs: 1_000_000 });
  wallMs += 60_000;
  expect(await bench.must('GET', 'clock')).toEqual({ nowMs: START_MS + 60_000, mode: 'real' });
  wallMs -= 30_000;
  expect(await bench.must('GET', 'clock')).toMatchObject({ nowMs: START_MS + 60_000 });
});

test('by the wall: what falls due happens without anybody asking', async () => {
  let wallMs = START_MS;
  const { world } = await start({ mode: 'real', nowMs: () => wallMs, tickMs: 2 });
  const happened = new Promise<void>((done) => {
    world.after(600_000, done);
  });
  wallMs += 600_000;
  await happened;
  expect(world.nowMs).toBe(START_MS + 600_000);
});

test('a virtual clock stands still whatever the wall says', async () => {
  let wallMs = START_MS;
  const bench = await start({ nowMs: () => wallMs, tickMs: 2 });
  wallMs += 600_000;
  expect(await bench.must('GET', 'clock')).toEqual({ nowMs: START_MS, mode: 'virtual' });
});

test('the page runs nothing but what stands in it, and asks nobody else', async () => {
  const { paysim } = await start();
  const answer = await fetch(paysim.origin);
  const page = await answer.text();
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(
    /default-src 'none'; connect-src 'self'; img-src data:; script-src 'sha256-[^']{44}'; style-src 'sha256-/,
  );
  expect(page).toContain('<html lang="fr">');
  expect(page.match(/https?:\/\//g)).toBeNull();
});

const BROKEN = {
  id: 'mtn',
  operationOf: () => 'other' as const,
  answer: () => {
    throw new Error('a bug');
  },
  webhookRetriesMs: [],
};

/** The first line of an answer to somebody who calls this machine by another name. */
async function statusFor(origin: string, host: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  let told = '';
  for await (const part of socket) told += String(part);
  return told.split('\r\n', 1)[0] ?? '';
}
