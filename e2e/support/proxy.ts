import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from './server.ts';

/** How the way to the server behaves. */
export type ProxyMode =
  | 'pass'
  /** The server gets the request, commits, answers; the answer is dropped and the line cut. */
  | 'drop_answers'
  /** Exchanges never reach the server; everything else does. */
  | 'no_exchange'
  /** A captive portal: whatever is asked, 200 and a page of HTML. */
  | 'captive_portal';

/** A way to the server that a story can spoil. Only the server's own paths suffer; pages and fonts pass. */
export class Proxy {
  mode: ProxyMode = 'pass';
  /** Exchanges of which the answer was dropped after the server had given it. */
  dropped = 0;
  readonly url: string;
  readonly #port: number;
  readonly #server: Server;
  #target = '';

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://localhost:${port}`;
    this.#server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
  }

  static async start(): Promise<Proxy> {
    const proxy = new Proxy(await freePort());
    await new Promise<void>((resolve) => proxy.#server.listen(proxy.#port, resolve));
    return proxy;
  }

  /** Leads to a server from now on. */
  leadTo(url: string): void {
    this.#target = url;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const isApi = incoming.url?.startsWith('/api/') ?? false;
    if (isApi && this.mode === 'captive_portal') {
      incoming.resume();
      outgoing.writeHead(200, { 'content-type': 'text/html' });
      outgoing.end('<!doctype html><title>Wi-Fi</title><p>Bienvenue ! Connectez-vous.');
      return;
    }
    if (this.mode === 'no_exchange' && incoming.url === '/api/sync') {
      incoming.socket.destroy();
      return;
    }
    const isDropped = this.mode === 'drop_answers' && incoming.url === '/api/sync';
    const { host: _, ...headers } = incoming.headers;
    const onward = request(`${this.#target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      if (!isDropped) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      // Read to its end: the server has committed, and nobody will know.
      answer.resume();
      answer.on('end', () => {
        this.dropped += 1;
        incoming.socket.destroy();
      });
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  }
}
