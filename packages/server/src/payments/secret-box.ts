import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What an encrypted secret is bound to: moved to another restaurant, account or field, it opens no more (TEN-20). */
export type SecretPlace = { readonly restaurant: string; readonly account: string; readonly field: string };

/** The server's own key, 32 bytes; its name is written beside what it closed, so that keys can change. */
export type MasterKey = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Closes and opens secrets of providers. Each has a key of its own, which the server's key closes: the secret's key is of no
 * use without the server's, and the server's is not in the database.
 * **Source** AES-256-GCM; the place is the associated data of both.
 */
export class SecretBox {
  readonly #keys: ReadonlyMap<string, MasterKey>;
  readonly #current: MasterKey;

  /** The first key closes, all of them open. */
  constructor(current: MasterKey, former: readonly MasterKey[] = []) {
    this.#current = current;
    this.#keys = new Map([...former, current].map((key) => [key.name, key]));
  }

  close(secret: string, place: SecretPlace): string {
    const own = randomBytes(32);
    const parts = [sealed(own, this.#current.bytes, place), sealed(Buffer.from(secret, 'utf8'), own, place)];
    return [VERSION, this.#current.name, ...parts.map((part) => part.toString('base64url'))].join('.');
  }

  /** **Errors** throws with a sentence that names the field and nothing of the secret. */
  open(closed: string, place: SecretPlace): string {
    const [version, name = '', own = '', body = ''] = closed.split('.');
    const master = this.#keys.get(name);
    if (version !== VERSION || !master)
      throw new Error(`The secret ${place.field} was closed with a key that is not here.`);
    try {
      const key = opened(Buffer.from(own, 'base64url'), master.bytes, place);
      return opened(Buffer.from(body, 'base64url'), key, place).toString('utf8');
    } catch {
      throw new Error(`The secret ${place.field} does not open: it was changed, or belongs elsewhere.`);
    }
  }
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const boundTo = ({ restaurant, account, field }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([restaurant, account, field]), 'utf8');

function sealed(plain: Uint8Array, key: Uint8Array, place: SecretPlace): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundTo(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function opened(closed: Buffer, key: Uint8Array, place: SecretPlace): Buffer {
  const decipher = createDecipheriv(CIPHER, key, closed.subarray(0, NONCE_BYTES))
    .setAAD(boundTo(place))
    .setAuthTag(closed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(closed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
