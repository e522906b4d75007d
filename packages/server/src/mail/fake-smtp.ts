import { createServer, type Server, type Socket } from 'node:net';

/** What an SMTP server was given: to whom, and the letter's bytes. */
export type Received = { readonly to: readonly string[]; readonly data: string };

/** A mail server for tests, on a port of its own: it takes every letter, or refuses each recipient. */
export class FakeSmtp {
  readonly received: Received[] = [];
  isRefusing = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#talk(socket));
  }

  static async start(): Promise<FakeSmtp> {
    const fake = new FakeSmtp();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    const address = this.#server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #talk(socket: Socket): void {
    this.#sockets.add(socket);
    let [buffer, to, data]: [string, string[], string[] | undefined] = ['', [], undefined];
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (data && line !== '.') return void data.push(line);
      if (data) {
        this.received.push({ to, data: data.join('\n') });
        [to, data] = [[], undefined];
        return say('250 taken');
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT' && this.isRefusing) return say('550 no such mailbox');
      if (verb === 'RCPT') to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
      if (verb === 'DATA') data = [];
      return say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 fine');
    };
    socket.on('data', (bytes) => {
      buffer += bytes.toString('utf8');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        hear(line);
      }
    });
    socket.on('error', () => socket.destroy());
    say('220 fake');
  }
}
