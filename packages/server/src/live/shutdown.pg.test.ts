import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { bearer, openTestHouse, ORIGIN } from '../http/test-kit.ts';

test('a device that has left without a word does not hold up a server that stops', async () => {
  const { app } = await openTestHouse();
  await app.listen({ port: 0 });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const answer = await app.inject({ method: 'POST', url: '/api/live/ticket', headers: bearer('token-till') });
  const { ticket } = answer.json<{ ticket: string }>();
  const mute = connect(port, 'localhost');
  const head = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Origin: ${ORIGIN}`];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  mute.write(`GET /api/live?ticket=${ticket} HTTP/1.1\r\nHost: localhost\r\n${[...head, key].join('\r\n')}\r\n\r\n`);
  const first = await new Promise<string>((resolve) => mute.once('data', (data) => resolve(data.toString())));
  expect(first).toContain('101 Switching Protocols');
  const gone = new Promise((resolve) => mute.once('close', resolve));
  await app.close();
  await gone;
}, 5_000);

test('an answer under way when the server stops is finished, and its connection ends with it', async () => {
  const asked = Promise.withResolvers<void>();
  const answering = Promise.withResolvers<boolean>();
  const isReady = () => (asked.resolve(), answering.promise);
  const { app } = await openTestHouse({ isReady });
  const address = await app.listen({ port: 0 });
  const agent = new Agent({ keepAlive: true });
  const answered = new Promise<IncomingMessage>((resolve) => get(`${address}/readyz`, { agent }, resolve));
  await asked.promise;
  const closed = app.close();
  await expect.poll(() => app.server.listening).toBe(false);
  answering.resolve(true);
  const answer = await answered;
  answer.resume();
  await closed;
  expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  agent.destroy();
}, 5_000);
