import { connect, type Socket } from 'node:net';

/** One answer: its status, its head and its body as they came. */
export type Reply = { readonly status: number; readonly headBytes: number; readonly body: Buffer };

/**
 * One keep-alive connection that costs the load next to nothing: it writes a request and cuts the answer out of the
 * bytes. **Why** our own: a general client would take more of the two cores than the server it measures.
 */
export class WireClient {
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #wake: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
      this.#wake?.();
    });
  }

  static async open(port: number): Promise<WireClient> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new WireClient(socket);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Posts JSON, gzipped or not, and waits for the whole answer. */
  async post(path: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<Reply> {
    const lines = Object.entries({
      host: 'bench',
      'content-type': 'application/json',
      ...headers,
      'content-length': String(body.length),
    });
    this.#socket.write(
      Buffer.concat([
        Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
        body,
      ]),
    );
    for (;;) {
      const reply = this.#cut();
      if (reply) return reply;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #cut(): Reply | undefined {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = this.#bytes.toString('latin1', 0, end).toLowerCase();
    const status = Number(head.slice(9, 12));
    const start = end + 4;
    const length = /content-length: (\d+)/.exec(head)?.[1];
    if (length !== undefined) {
      const stop = start + Number(length);
      if (this.#bytes.length < stop) return undefined;
      return this.#take({ status, headBytes: start, body: this.#bytes.subarray(start, stop) }, stop);
    }
    return this.#cutChunks(status, start);
  }

  #cutChunks(status: number, start: number): Reply | undefined {
    const parts: Buffer[] = [];
    for (let at = start; ; ) {
      const line = this.#bytes.indexOf('\r\n', at);
      if (line < 0) return undefined;
      const size = Number.parseInt(this.#bytes.toString('latin1', at, line), 16);
      const stop = line + 2 + size + 2;
      if (this.#bytes.length < stop) return undefined;
      if (size === 0) return this.#take({ status, headBytes: start, body: Buffer.concat(parts) }, stop);
      parts.push(this.#bytes.subarray(line + 2, line + 2 + size));
      at = stop;
    }
  }

  #take(reply: Reply, stop: number): Reply {
    this.#bytes = this.#bytes.subarray(stop);
    return reply;
  }
}
