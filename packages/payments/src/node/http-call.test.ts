import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { HttpAnswer } from '../http-call.ts';
import { callOf, CERTIFICATE, plainServer, rawServer, secureServer, type TestServer } from './http-call-fixture.ts';
import { codedError } from './http-call-failure.ts';
import { ANSWER_MAX_BYTES, nodeHttpCall, type NodeHttpOptions } from './http-call.ts';

const opened: TestServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function open(server: Promise<TestServer>): Promise<TestServer> {
  const one = await server;
  opened.push(one);
  return one;
}

const callerOf = ({ origin }: TestServer, more: NodeHttpOptions = {}) =>
  nodeHttpCall({ allowedOrigins: [origin], ...more });

const uncertain = (cause: string): HttpAnswer => ({ kind: 'uncertain', cause });
const notSent = (cause: string): HttpAnswer => ({ kind: 'not_sent', cause });

test('an answer comes whole: status, lower-cased headers, body', async () => {
  const server = await open(
    plainServer((request, response) => {
      response.writeHead(402, { 'X-Odd': 'Yes', 'set-cookie': ['a=1', 'b=2'] });
      response.end(`${request.method} ${request.url} ${request.headers['content-length']} né`);
    }),
  );
  const answer = await callerOf(server)(callOf(`${server.origin}/pay?x=1`));
  expect(answer).toMatchObject({
    kind: 'answer',
    status: 402,
    headers: { 'x-odd': 'Yes', 'set-cookie': 'a=1, b=2' },
    body: 'POST /pay?x=1 5 né',
  });
});

test('a money call without a body says that it has none', async () => {
  const server = await open(plainServer((request, response) => response.end(request.headers['content-length'])));
  const { body: _, ...bare } = callOf(server.origin);
  expect(await callerOf(server)(bare)).toMatchObject({ body: '0' });
});

test('a redirect is an answer, and is not followed', async () => {
  const server = await open(plainServer((_, response) => response.writeHead(307, { location: '/elsewhere' }).end()));
  expect(await callerOf(server)(callOf(server.origin))).toMatchObject({ status: 307, body: '' });
  expect(server.seen()).toBe(1);
});

test.each([401, 407, 408, 421, 425, 503])('a money call that is answered with %d is not sent again', async (status) => {
  const answer: RequestListener = (_, response) => response.writeHead(status, { 'retry-after': '0' }).end();
  const server = await open(plainServer(answer));
  expect(await callerOf(server)(callOf(server.origin))).toMatchObject({ kind: 'answer', status });
  expect(server.seen()).toBe(1);
});

test('a money call whose connection ends without an answer arrived once', async () => {
  const server = await open(rawServer((socket) => socket.destroy()));
  expect(await callerOf(server)(callOf(server.origin))).toEqual(uncertain('ECONNRESET'));
  expect(server.seen()).toBe(1);
});

test('a connection that is used again and then breaks: neither reads nor money calls go out twice', async () => {
  const server = await open(
    plainServer((request, response) => (request.url === '/well' ? response.end('ok') : request.socket.destroy())),
  );
  const http = callerOf(server);
  for (const method of ['GET', 'POST'] as const) {
    const before = server.seen();
    await http(callOf(`${server.origin}/well`, { method }));
    expect(await http(callOf(`${server.origin}/cut`, { method }))).toEqual(uncertain('ECONNRESET'));
    expect(server.seen() - before).toBe(2);
  }
});

test('reads use a connection again, a money call has its own', async () => {
  const ports: (number | undefined)[] = [];
  const server = await open(
    plainServer((request, response) => {
      ports.push(request.socket.remotePort);
      response.end();
    }),
  );
  const http = callerOf(server);
  for (const method of ['GET', 'GET', 'POST', 'POST'] as const) await http(callOf(server.origin, { method }));
  expect(ports[0]).toBe(ports[1]);
  expect(new Set(ports).size).toBe(3);
});

test('nobody answers: uncertain, for the request may have arrived', async () => {
  const server = await open(plainServer(() => undefined));
  expect(await callerOf(server)(callOf(server.origin, { timeoutMs: 60 }))).toEqual(uncertain('timeout'));
});

test('an answer that begins and does not end is no answer', async () => {
  const server = await open(plainServer((_, response) => response.writeHead(200).write('{"status":')));
  expect(await callerOf(server)(callOf(server.origin, { timeoutMs: 60 }))).toEqual(uncertain('timeout'));
});

test('an answer that is cut is no answer, with a length and in chunks', async () => {
  const head = 'HTTP/1.1 200 OK\r\n';
  for (const rest of ['content-length: 20\r\n\r\n{"a"', 'transfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n']) {
    const server = await open(rawServer((socket) => socket.end(head + rest)));
    expect(await callerOf(server)(callOf(server.origin))).toEqual(uncertain('cut'));
  }
});

test('an answer longer than a mebibyte is not read, one of exactly that is', async () => {
  const server = await open(plainServer(({ url }, response) => response.end('x'.repeat(Number(url?.slice(1))))));
  const http = callerOf(server);
  const answer = await http(callOf(`${server.origin}/${ANSWER_MAX_BYTES}`));
  expect(answer.kind === 'answer' && answer.body.length).toBe(ANSWER_MAX_BYTES);
  expect(await http(callOf(`${server.origin}/${ANSWER_MAX_BYTES + 1}`))).toEqual(uncertain('too_large'));
});

test('what is no HTTP is no answer', async () => {
  const server = await open(rawServer((socket) => socket.end('220 mail.example ESMTP\r\n')));
  const answer = await callerOf(server)(callOf(server.origin));
  expect(answer).toEqual(uncertain('HPE_INVALID_CONSTANT'));
});

test('another protocol instead of an answer is uncertain', async () => {
  const server = await open(
    rawServer((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    ),
  );
  expect((await callerOf(server)(callOf(server.origin))).kind).toBe('uncertain');
});

test('nobody listens: not sent', async () => {
  const server = await plainServer(() => undefined);
  await server.close();
  expect(await callerOf(server)(callOf(server.origin))).toEqual(notSent('ECONNREFUSED'));
});

test('a name that leads nowhere, or to an address that is not reached: not sent', async () => {
  for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
    const http = nodeHttpCall({ resolve: (_host, _options, callback) => callback(codedError(code), []) });
    expect(await http(callOf('https://api.provider.example/pay'))).toEqual(notSent(code));
  }
});

test('no connection in time: not sent, whichever of the two times is over first', async () => {
  const never: NodeHttpOptions = { resolve: () => undefined };
  const call = callOf('https://api.provider.example/');
  expect(await nodeHttpCall({ ...never, connectMaxMs: 30 })(call)).toEqual(notSent('connect_timeout'));
  expect(await nodeHttpCall(never)({ ...call, timeoutMs: 30 })).toEqual(notSent('connect_timeout'));
});

test('a header that none may hold: not sent, and nothing of it is told', async () => {
  const server = await open(plainServer((_, response) => response.end()));
  const headers = { authorization: 'Bearer a\r\nb' };
  expect(await callerOf(server)(callOf(server.origin, { headers }))).toEqual(notSent('ERR_INVALID_CHAR'));
  expect(server.seen()).toBe(0);
});

test('TLS with a certificate that nobody vouches for: not sent, and nothing arrived', async () => {
  const server = await open(secureServer((_, response) => response.end()));
  expect(await callerOf(server)(callOf(server.origin))).toEqual(notSent('DEPTH_ZERO_SELF_SIGNED_CERT'));
  expect(server.seen()).toBe(0);
});

test('TLS with somebody who speaks none: not sent', async () => {
  const server = await open(rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const secure = server.origin.replace('http:', 'https:');
  const answer = await nodeHttpCall({ allowedOrigins: [secure] })(callOf(secure));
  expect(answer).toEqual(notSent('EPROTO'));
});

test('TLS that is trusted: an answer, a silence and a break are what they are without it', async () => {
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, CERTIFICATE]);
  try {
    const server = await open(
      secureServer((request, response) => {
        if (request.url === '/cut') request.socket.destroy();
        if (request.url === '/well') response.end('ok');
      }),
    );
    const http = callerOf(server);
    expect(await http(callOf(`${server.origin}/well`))).toMatchObject({ kind: 'answer', body: 'ok' });
    expect(await http(callOf(`${server.origin}/silent`, { timeoutMs: 90 }))).toEqual(uncertain('timeout'));
    expect(await http(callOf(`${server.origin}/cut`))).toEqual(uncertain('ECONNRESET'));
    expect(server.seen()).toBe(3);
  } finally {
    setDefaultCACertificates(trusted);
  }
});
