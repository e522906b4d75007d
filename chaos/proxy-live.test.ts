import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LineFault, Tally, type Fault } from './fault.ts';
import { Proxy } from './proxy.ts';

const rowsOf = (head: number) => Array.from({ length: 20 * head }, (_, v) => ({ v, name: 'Poulet braisé' }));
const texts = [1, 2, 3].map((head) => JSON.stringify({ type: 'delta', head, rows: rowsOf(head) }));
/** Longer than a frame's short and middle form of length. */
const LONG = 'x'.repeat(70_000);
let server: Server;
let sockets: WebSocketServer;
let proxy: Proxy;
let tally: Tally;
/** Texts that the server heard over WebSockets. */
let heard: string[];

beforeEach(async () => {
  heard = [];
  tally = new Tally();
  server = createServer((request, reply) => stream(request, reply));
  sockets = new WebSocketServer({ server, path: '/api/live', perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      heard.push(data.toString());
      for (const text of texts) socket.send(text);
      socket.close();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await Proxy.open({ seed: 7, targetPort: (server.address() as AddressInfo).port, tally });
});
afterEach(async () => {
  await proxy.close();
  sockets.close();
  server.closeAllConnections();
  server.close();
});

describe.each([
  ['a WebSocket', overSocket],
  ['a stream of events', overStream],
])('%s', (_, listen) => {
  test('without faults every message passes once, in order', async () => {
    expect(await listen()).toEqual({ messages: texts, isClean: true });
    expect(tally.counts.size).toBe(0);
  });

  test('live_drop: no message comes, and the line lives on to its end', async () => {
    begin(LineFault.liveDrop);
    expect(await listen()).toEqual({ messages: [], isClean: true });
    expect(tally.counts.get(LineFault.liveDrop)).toBe(3);
  });

  test('live_double: every message comes twice', async () => {
    begin(LineFault.liveDouble);
    expect(await listen()).toEqual({ messages: texts.flatMap((text) => [text, text]), isClean: true });
    expect(tally.counts.get(LineFault.liveDouble)).toBe(3);
  });

  test('live_cut: the line is reset inside the first message', async () => {
    begin(LineFault.liveCut);
    expect(await listen()).toEqual({ messages: [], isClean: false });
    expect(tally.counts.get(LineFault.liveCut)).toBe(1);
  });

  test('live_alter: no message comes as it was sent', async () => {
    begin(LineFault.liveAlter);
    const { messages } = await listen();
    expect(messages.filter((text) => texts.includes(text))).toEqual([]);
    for (const text of messages) expect(() => JSON.parse(text) as unknown).toThrow();
    expect(tally.counts.get(LineFault.liveAlter)).toBeGreaterThan(0);
  });
});

test('live_cut_up: the server does not hear what the device says, and the line is reset', async () => {
  begin(LineFault.liveCutUp);
  expect(await overSocket()).toEqual({ messages: [], isClean: false });
  expect(heard).toEqual([]);
  expect(tally.counts.get(LineFault.liveCutUp)).toBe(1);
});

test('messages of every length pass as they are, both ways', async () => {
  for (const text of ['', 'x', 'x'.repeat(126), LONG]) {
    heard = [];
    expect(await overSocket(text)).toMatchObject({ isClean: true });
    expect(heard).toEqual([text]);
  }
});

type Listened = { readonly messages: readonly string[]; readonly isClean: boolean };

/** Says hello and hears everything until the line ends; clean: it was closed and not broken. */
function overSocket(hello = 'hello'): Promise<Listened> {
  const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/api/live?ticket=x`, { perMessageDeflate: false });
  const messages: string[] = [];
  socket.on('open', () => socket.send(hello));
  socket.on('message', (data: Buffer) => messages.push(data.toString()));
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('close', (code) => resolve({ messages, isClean: code === 1005 || code === 1000 }));
  });
}

async function overStream(): Promise<Listened> {
  const answer = await fetch(`${proxy.url}/api/live/events`, { method: 'POST', body: 'hello' });
  let text = '';
  try {
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece;
    return { messages: messagesOf(text), isClean: true };
  } catch {
    return { messages: messagesOf(text), isClean: false };
  }
}

const messagesOf = (text: string): string[] =>
  text
    .split('\n\n')
    .slice(0, -1)
    .map((event) => event.replace(/^data: /, ''));

function stream(_: IncomingMessage, reply: ServerResponse): void {
  reply.setHeader('content-type', 'text/event-stream');
  reply.flushHeaders();
  for (const text of texts) reply.write(`data: ${text}\n\n`);
  reply.end();
}

function begin(kind: LineFault): void {
  const fault: Fault = { kind, value: 1, atMs: 0, forMs: 1_000, target: 0 };
  proxy.begin(fault);
}
