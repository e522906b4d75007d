import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../db/database-error.ts';
import type { MasterKey } from './secret-box.ts';

const KEY_BYTES = 32;
const FILE = 'payment.key';

/**
 * The key that closes the secrets of providers: what the operator set, or a file of the data folder that only this user
 * reads, made at the first start. **Why** not in the database: a copy of the database then opens nothing.
 * **Errors** throws with a sentence for the operator when a key is not 32 bytes.
 */
export async function readMasterKey(config: {
  readonly paymentKey: string | undefined;
  readonly dataDir: string;
}): Promise<MasterKey> {
  if (config.paymentKey !== undefined) return keyOf(config.paymentKey, 'PAYMENT_KEY');
  const file = path.join(config.dataDir, FILE);
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return keyOf(kept.trim(), file);
  await mkdir(config.dataDir, { recursive: true });
  const fresh = randomBytes(KEY_BYTES).toString('base64');
  // Two processes that start at one moment agree on the file that was there first.
  await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  await chmod(file, 0o600);
  return keyOf((await readFile(file, 'utf8')).trim(), file);
}

/** Keys of before, as the operator set them: what they closed is opened by them until it is closed anew. */
export const formerKeysOf = (config: { readonly paymentKeysFormer: readonly string[] }): readonly MasterKey[] =>
  config.paymentKeysFormer.map((text) => keyOf(text, 'PAYMENT_KEY_FORMER'));

function keyOf(text: string, from: string): MasterKey {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES) throw new Error(`${from} must hold 32 bytes in base64 (openssl rand -base64 32).`);
  return { name: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
