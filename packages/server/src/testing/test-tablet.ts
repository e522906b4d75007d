import { randomBytes } from 'node:crypto';
import { assert, ok, type Change, type Id } from '@resto360/domain';
import { scopeOf, type DeviceKind, type LiveMessage, type Op, type SyncAnswer } from '@resto360/sync';
import { Device, MemoryClientStore, type Identity } from '@resto360/sync/client';
import { withTransaction } from '../db/transaction.ts';
import { announceDevice, insertDevice, lockHouse } from '../enrolment/device-rows.ts';
import { newId, newSecret, SecretKind } from '../enrolment/secrets.ts';
import { nodeSha256 } from '../http/sync-route.ts';
import type { TestStore } from './test-store.ts';

const nowMs = () => Date.now();
/** More exchanges than any test here needs: a loop that does not end is a failure and no wait. */
const EXCHANGES_MAX = 50;

/** The app's engine on a memory disk, enrolled in a real database, which talks HTTP to whatever server there is. */
export class TestTablet {
  readonly identity: Identity;
  readonly store = new MemoryClientStore();
  readonly device: Device;
  /** The ops it called saved. */
  readonly ops: Op[] = [];
  /** What it was answered to each op, in the order of the answers. */
  readonly words = new Map<string, readonly string[]>();
  /** Where the server is now. */
  url = '';

  constructor(identity: Identity) {
    this.identity = identity;
    const transport = { post: (request: object) => this.#post(this.url, request) };
    this.device = new Device({ store: this.store, transport, nowMs, randomBytes, hash: nodeSha256 });
  }

  /** A person taps, and the op is on the disk. */
  async tap(kind: string, changes: readonly Change[]): Promise<void> {
    const saved = await this.device.record(newId(nowMs()), () => ok({ kind, changes, receipts: 0 }));
    assert(saved.ok, 'a tap is saved');
    this.ops.push(saved.value.op);
  }

  /** Exchanges until nothing waits on either side. */
  async catchUp(url: string): Promise<void> {
    this.url = url;
    for (let turn = 1; turn <= EXCHANGES_MAX; turn += 1) {
      const outcome = await this.device.exchange();
      const waits = (await this.device.status()).waiting;
      if (outcome.kind === 'done' && !outcome.progress && waits === 0) return;
    }
    throw new Error(`${this.identity.series} did not come to an end`);
  }

  /** What it hears on the live channel, beats left out, until the line or the server ends. */
  async listen(url: string): Promise<{ readonly heard: LiveMessage[]; readonly ended: Promise<void> }> {
    const at = await this.store.read((tx) => tx.meta('cursor'));
    const hello = { type: 'hello', cursor: at?.cursor ?? 0, lineage: 1, scope: scopeOf(this.identity.kind).hash };
    const headers = { ...this.#headers(), origin: url };
    const answer = await fetch(`${url}/api/live/events`, { method: 'POST', headers, body: JSON.stringify(hello) });
    assert(answer.ok && answer.body, 'the channel opens');
    const heard: LiveMessage[] = [];
    const lines = answer.body.pipeThrough(new TextDecoderStream());
    const greeted = Promise.withResolvers<void>();
    const ended = read(lines, (message) => {
      greeted.resolve();
      if (message.type !== 'beat') heard.push(message);
    }).then(greeted.resolve, greeted.resolve);
    await greeted.promise;
    return { heard, ended };
  }

  /** One exchange beside the engine: of this device, with whatever is asked. */
  async ask(url: string, part: object): Promise<{ status: number; body: unknown }> {
    const { restaurant, install } = this.identity;
    return this.#post(url, { restaurant, install, lineage: 1, sentAt: nowMs(), ...part });
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.identity.token}`, 'content-type': 'application/json' };
  }

  async #post(url: string, request: object): Promise<{ status: number; body: unknown }> {
    const init = { method: 'POST', headers: this.#headers(), body: JSON.stringify(request) };
    const answer = await fetch(`${url}/api/sync`, init);
    const body = (await answer.json()) as SyncAnswer;
    for (const [id, [word]] of Object.entries(body.push?.verdicts ?? {}))
      this.words.set(id, [...(this.words.get(id) ?? []), word]);
    return { status: answer.status, body };
  }
}

async function read(stream: ReadableStream<string>, on: (message: LiveMessage) => void): Promise<void> {
  let rest = '';
  for await (const text of stream) {
    const events = (rest + text).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) on(JSON.parse(event.replace(/^data: /, '')) as LiveMessage);
  }
}

/**
 * Enrols one.
 * **Why** without a code: hashing codes is slow on purpose, and what a code opens is tested elsewhere.
 */
export async function enrolTablet(
  { pool, store }: Pick<TestStore, 'pool' | 'store'>,
  restaurant: Id<'restaurant'>,
  kind: DeviceKind,
): Promise<TestTablet> {
  const token = newSecret(SecretKind.device, restaurant);
  const write = { mode: 'write', restaurantId: restaurant } as const;
  const device = await withTransaction(pool, write, async (transaction) => {
    await lockHouse(transaction, restaurant);
    return insertDevice(transaction, restaurant, { kind, name: undefined, token, nowMs: nowMs() });
  });
  assert(device, 'a device is written');
  await announceDevice(restaurant, device, { store, nowMs });
  const { install, series } = device;
  const tablet = new TestTablet({ restaurant, install, series, kind, token });
  await tablet.device.enrol(tablet.identity, 1);
  await tablet.device.load();
  return tablet;
}
