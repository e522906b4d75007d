import { afterEach, expect, test } from 'vitest';
import { isPublicAddress } from './http-call-address.ts';
import { callOf, plainServer, type TestServer } from './http-call-fixture.ts';
import { nodeHttpCall } from './http-call.ts';

const opened: TestServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

const unresolved = () => expect.unreachable('nothing is resolved');
const FORBIDDEN = { kind: 'not_sent', cause: 'forbidden_address' };

test.each([
  ['plain http', 'http://api.provider.example/pay'],
  ['this machine', 'https://127.0.0.1/pay'],
  ['this machine, in another writing', 'https://0x7f000001/pay'],
  ['this machine over IPv6', 'https://[::1]/pay'],
  ['IPv4 in the clothes of IPv6', 'https://[::ffff:10.0.0.1]/pay'],
  ['the house', 'https://192.168.1.10/pay'],
  ["a cloud's own service", 'https://169.254.169.254/latest/meta-data'],
  ['a name and password', 'https://user:secret@api.provider.example/pay'],
  ['another protocol', 'ftp://api.provider.example/pay'],
  ['no address at all', 'pay'],
])('%s is not called', async (_name, url) => {
  expect(await nodeHttpCall({ resolve: unresolved })(callOf(url))).toEqual(FORBIDDEN);
});

test.each([
  ['this machine', [{ address: '127.0.0.1', family: 4 }]],
  [
    'an open address and a closed one',
    [
      { address: '8.8.8.8', family: 4 },
      { address: 'fd00::1', family: 6 },
    ],
  ],
  ['nothing', []],
])('a name that leads to %s is not called', async (_name, found) => {
  const http = nodeHttpCall({ resolve: (_host, _options, callback) => callback(null, found) });
  expect(await http(callOf('https://api.provider.example/pay'))).toEqual(FORBIDDEN);
});

test('an allowed origin is that one and no other: port, protocol and name', async () => {
  const server = await plainServer((_, response) => response.end('ok'));
  opened.push(server);
  const http = nodeHttpCall({ allowedOrigins: [server.origin] });
  expect(await http(callOf(`${server.origin}/pay`))).toMatchObject({ kind: 'answer', body: 'ok' });
  const { port } = new URL(server.origin);
  for (const origin of [`http://localhost:${port}`, 'http://127.0.0.1:1', `https://127.0.0.1:${port}`]) {
    expect(await http(callOf(`${origin}/pay`))).toEqual(FORBIDDEN);
  }
  expect(await http(callOf(`http://user:secret@127.0.0.1:${port}/`))).toEqual(FORBIDDEN);
  expect(server.seen()).toBe(1);
});

test('what is no origin cannot be allowed', () => {
  expect(() => nodeHttpCall({ allowedOrigins: ['http://127.0.0.1:3700/'] })).toThrow('an allowed origin is one');
});

test('addresses of the open internet', () => {
  const open = ['8.8.8.8', '196.201.214.200', '2606:4700::1111'];
  const closed = [
    '10.1.2.3',
    '100.64.0.1',
    '172.31.0.1',
    '203.0.113.9',
    '0.0.0.0',
    '::',
    'fe80::1',
    '2002:a00::1',
    'x',
  ];
  expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect(closed.filter(isPublicAddress)).toEqual([]);
});
