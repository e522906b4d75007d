import { createServer as createPlain, type RequestListener, type Server as PlainServer } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { createServer as createRaw, type Server, type Socket } from 'node:net';
import type { HttpRequest } from '../http-call.ts';

/** A server on this machine, for tests. `seen`: how many requests arrived whole. */
export type TestServer = { readonly origin: string; readonly seen: () => number; readonly close: () => Promise<void> };

/** A server of plain HTTP. */
export const plainServer = (answer: RequestListener): Promise<TestServer> => counted(createPlain(), 'http', answer);

/** A server of HTTPS, with a certificate that nobody trusts but who is told to. */
export const secureServer = (answer: RequestListener): Promise<TestServer> =>
  counted(createSecure({ key: KEY, cert: CERTIFICATE }), 'https', answer);

/** A server below HTTP: `answer` has the socket, once a request's head has arrived on it. */
export async function rawServer(answer: (socket: Socket) => void): Promise<TestServer> {
  let seen = 0;
  const sockets = new Set<Socket>();
  const server = createRaw((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      seen++;
      answer(socket);
    });
  });
  return { ...(await listening(server, 'http', () => sockets.forEach((one) => one.destroy()))), seen: () => seen };
}

/** A call of tests, below an origin. */
export const callOf = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'text/plain' },
  timeoutMs: 5_000,
  ...(more.method !== 'GET' && { body: 'money' }),
  ...more,
});

async function counted(server: PlainServer, protocol: string, answer: RequestListener): Promise<TestServer> {
  let seen = 0;
  server.on('request', (request, response) => {
    request.resume().on('end', () => {
      seen++;
      answer(request, response);
    });
  });
  return { ...(await listening(server, protocol, () => server.closeAllConnections())), seen: () => seen };
}

async function listening(server: Server, protocol: string, cut: () => void) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      cut();
    });
  return { origin: `${protocol}://127.0.0.1:${port}`, close };
}

/** One PEM text. **Why** put together here: a whole key in a file alarms those who look for leaked ones. */
const pemOf = (what: string, base64: string) => `-----BEGIN ${what}-----\n${base64}\n-----END ${what}-----\n`;

const KEY = pemOf(
  'PRIVATE KEY',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWW1cYv0wIPxN4M5KyXXJdxWhLU+NXSSZF7CQ8+JtT+KhRANCAASt' +
    'rnnWAAYeYCF0FQrKbHn6yfA74SnbStYYti6RAk2mIFAJ6wfQ1HOjRTWqdbFzKjmZkWG3io2Fspn2u9y340Wi',
);

/** Good for 127.0.0.1 and localhost from 2020 to 2120, and for nothing outside of tests. */
export const CERTIFICATE = pemOf(
  'CERTIFICATE',
  'MIIBcTCCARegAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5SRVNUTzM2MCB0ZXN0czAgFw0yMDAxMDEwMDAwMDBaGA8y' +
    'MTIwMDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOUkVTVE8zNjAgdGVzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAStrnnWAAYe' +
    'YCF0FQrKbHn6yfA74SnbStYYti6RAk2mIFAJ6wfQ1HOjRTWqdbFzKjmZkWG3io2Fspn2u9y340Wio04wTDAaBgNVHREEEzARhwR/' +
    'AAABgglsb2NhbGhvc3QwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUkOTqMz/9fz7bzjDqlurNXKBua7MwCgYIKoZIzj0EAwID' +
    'SAAwRQIhAN7ugG2HEZuX46ztKrJ2oIqMEB4zUOEni0SG7kiWRQCjAiAxqyq+pAZgt0MAKIbPBRrEmjaF23466PIvRG6mef1oUQ==',
);
