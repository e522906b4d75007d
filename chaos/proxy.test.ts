import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LineFault, Tally, type Fault } from './fault.ts';
import { Proxy } from './proxy.ts';

const answer = JSON.stringify({ rows: Array.from({ length: 60 }, (_, v) => ({ v, name: 'Poulet braisé' })) });
let server: Server;
let proxy: Proxy;
let tally: Tally;
/** Bodies that the server got whole. */
let got: string[];

beforeEach(async () => {
  got = [];
  tally = new Tally();
  server = createServer((request, reply) => void serve(request, reply).catch(() => reply.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await Proxy.open({ seed: 7, targetPort: (server.address() as AddressInfo).port, tally });
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});

test('without faults everything passes as it is', async () => {
  expect(await exchange()).toBe(answer);
  expect(got).toEqual([request]);
  expect(tally.counts.size).toBe(0);
});

test('latency and bandwidth: it takes as long as they say', async () => {
  const slow = begin(LineFault.latency, 100);
  expect(await timed(exchange)).toBeGreaterThan(130);
  proxy.end(slow);
  begin(LineFault.bandwidth, 10_000);
  expect(await timed(exchange)).toBeGreaterThan(200);
});

test('black hole: nothing passes and nobody is told; afterwards it arrives', async () => {
  const hole = begin(LineFault.blackHole);
  const waiting = exchange();
  expect(await Promise.race([waiting, pause(150)])).toBeUndefined();
  expect(got).toEqual([]);
  proxy.end(hole);
  expect(await waiting).toBe(answer);
});

test('reset: an exchange under way ends', async () => {
  begin(LineFault.latency, 200);
  const waiting = refused(exchange());
  await pause(50);
  begin(LineFault.reset);
  expect(await waiting).toBe('ended');
});

test('half-open: the device waits, and hears of it only when the line is mended', async () => {
  begin(LineFault.latency, 100);
  const waiting = refused(exchange());
  await pause(50);
  const half = begin(LineFault.halfOpen);
  expect(await Promise.race([waiting, pause(400)])).toBeUndefined();
  proxy.end(half);
  expect(await waiting).toBe('ended');
});

test.each([LineFault.cutAnswer, LineFault.truncate, LineFault.dropAnswer])(
  '%s: the server has it all, the device has nothing it can read',
  async (kind) => {
    begin(kind, 1);
    expect(await refused(exchange())).toBe('ended');
    expect(got).toEqual([request]);
  },
);

test('cut_request: neither side has it', async () => {
  begin(LineFault.cutRequest, 1);
  expect(await refused(exchange())).toBe('ended');
  expect(got).toEqual([]);
});

test('alter_answer: the body is no JSON any more, or gzip says so', async () => {
  begin(LineFault.alterAnswer, 1);
  await expect(exchange().then((text) => JSON.parse(text))).rejects.toThrow(/JSON|token|control character/i);
  expect(await refused(exchange('/api/sync?gzip'))).toBe('ended');
});

test('alter_request: the server gets other bytes', async () => {
  begin(LineFault.alterRequest, 1);
  await exchange();
  expect(got).toHaveLength(1);
  expect(got).not.toEqual([request]);
});

test('duplicate: the server gets it twice, the device one answer', async () => {
  begin(LineFault.duplicate, 1);
  expect(await exchange()).toBe(answer);
  await expect.poll(() => got, { timeout: 4_000 }).toEqual([request, request]);
});

test('captive portal: 200, HTML, and the server hears nothing', async () => {
  begin(LineFault.captivePortal, 1);
  expect(await exchange()).toContain('<!doctype html>');
  expect(got).toEqual([]);
  expect(tally.counts.get(LineFault.captivePortal)).toBe(1);
});

const request = JSON.stringify({ push: 'x'.repeat(200) });

async function exchange(path = '/api/sync'): Promise<string> {
  const reply = await fetch(`${proxy.url}${path}`, { method: 'POST', body: request });
  return reply.text();
}

function begin(kind: LineFault, value = 0): Fault {
  const fault: Fault = { kind, value, atMs: 0, forMs: 1_000, target: 0 };
  proxy.begin(fault);
  return fault;
}

const pause = (ms: number) => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms));

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    () => 'ended',
  );

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function serve(message: IncomingMessage, reply: ServerResponse): Promise<void> {
  got.push(await bodyOf(message));
  const isGzip = message.url === '/api/sync?gzip';
  const bytes = isGzip ? gzipSync(answer) : Buffer.from(answer);
  reply.setHeader('content-length', bytes.length);
  if (isGzip) reply.setHeader('content-encoding', 'gzip');
  reply.end(bytes);
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const bytes of message) text += String(bytes);
  return text;
}
