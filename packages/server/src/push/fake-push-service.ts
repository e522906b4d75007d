import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** A push as the service was given it. */
export type Pushed = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

/** A push service for tests, with the browser that subscribed to it: it answers as told, and can open what it was given. */
export class FakePushService {
  readonly pushed: Pushed[] = [];
  /** What it answers next, and from then on. */
  status = 201;
  readonly #server: Server;
  readonly #browser: ECDH = createECDH('prime256v1');
  readonly #auth = Buffer.alloc(16, 7);

  private constructor() {
    this.#browser.generateKeys();
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.pushed.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
        response.writeHead(this.status, this.status === 307 ? { location: '/elsewhere' } : {}).end();
      });
    });
  }

  static async start(): Promise<FakePushService> {
    const fake = new FakePushService();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get origin(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** What the browser gives to whoever may write to it; another box is another address of it. */
  subscription(box = '/box') {
    const p256dh = this.#browser.getPublicKey().toString('base64url');
    return {
      endpoint: `${this.origin}${box}`,
      p256dh,
      auth: this.#auth.toString('base64url'),
      language: 'fr',
    } as const;
  }

  /** Opens a body as the browser would (RFC 8291, RFC 8188). **Errors** throws when it was not encrypted for it. */
  open({ body }: Pushed): unknown {
    const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)];
    const sender = body.subarray(21, 21 + idLength);
    const own = this.#browser.getPublicKey();
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender]);
    const secret = hkdfSync('sha256', this.#browser.computeSecret(sender), this.#auth, info, 32);
    const key = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: aes128gcm\0', 16);
    const nonce = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: nonce\0', 12);
    const sealed = body.subarray(21 + idLength);
    const cipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce));
    cipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The claims of a VAPID header (RFC 8292), if its signature is that of the key; undefined otherwise. */
export function claimsOf({ headers }: Pushed, publicKey: string): Readonly<Record<string, unknown>> | undefined {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== publicKey) return undefined;
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const format = { key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' } as const;
  const signed = Buffer.from(`${head}.${claims}`);
  const verifier = { key: createPublicKey(format), dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', signed, verifier, Buffer.from(signature, 'base64url'))) return undefined;
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
}
