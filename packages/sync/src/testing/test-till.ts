import { isOdd, nameId, ok, type Change } from '@resto360/domain';
import { Device } from '../client/device.ts';
import type { ClientRules } from '../client/rules.ts';
import type { Transport } from '../client/transport.ts';
import { MemoryClientStore } from '../client/memory-store.ts';
import type { SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import { sha256Hex } from '../protocol/op-hash.ts';
import { exchange } from '../server/exchange.ts';
import { RESTAURANT, TILL_A, type testServer } from './fixtures.ts';

/** A line to the server that a test can cut, or make lie. */
export class TestLine implements Transport {
  mode: 'good' | 'dead' | 'answer_lost' | 'portal' = 'good';
  alter: (answer: SyncAnswer) => unknown = (answer) => answer;
  readonly requests: SyncRequest[] = [];
  readonly #deps;

  constructor(deps: ReturnType<typeof testServer>['deps']) {
    this.#deps = deps;
  }

  async post(request: SyncRequest) {
    this.requests.push(request);
    if (this.mode === 'dead') throw new Error('no line');
    if (this.mode === 'portal') return { status: 200, body: '<html>pay 500 F for internet</html>' };
    const answer = await exchange(
      request,
      { restaurant: RESTAURANT, install: request.install, kind: 'pos' },
      this.#deps,
    );
    if (this.mode === 'answer_lost') throw new Error('the answer was lost');
    return typeof answer === 'string'
      ? { status: 200, body: this.alter(JSON.parse(answer) as SyncAnswer) }
      : { status: answer.status, body: { code: answer.code, details: answer } };
  }
}

/** A till on a memory disk, enrolled and loaded, with its line; `open` starts the app once more, on the same disk or another. */
export async function testTill(
  server: ReturnType<typeof testServer>,
  install = TILL_A,
  pageRows = 500,
  rules?: ClientRules,
) {
  const store = new MemoryClientStore();
  const line = new TestLine(server.deps);
  // Never the same twice: a counter in the last four bytes, the install before it.
  let serial = 0;
  const person = { isBusy: false };
  const open = (disk = store) =>
    new Device({
      store: disk,
      transport: line,
      nowMs: () => server.clock.nowMs,
      randomBytes: (length) => {
        serial += 1;
        const byteAt = (at: number) =>
          at < length - 4 ? install.charCodeAt(at % install.length) : serial >>> (8 * (length - 1 - at));
        return Uint8Array.from({ length }, (_, at) => byteAt(at) & 255);
      },
      hash: sha256Hex,
      pageRows,
      isBusy: () => person.isBusy,
      isOdd: () => isOdd,
      ...(rules ? { rules } : {}),
    });
  const device = open();
  await device.enrol({ restaurant: RESTAURANT, install, series: 'T1', kind: 'pos', token: '' }, 1);
  await device.load();
  const tap = (change: Change, on: Device = device) =>
    on.record(nameId('test:staff'), () => ok({ kind: 'menu.sold_out', changes: [change], receipts: 1 }));
  const outbox = () => store.read((tx) => tx.list('outbox'));
  const recorder = () => store.read((tx) => tx.list('recorder'));
  return { device, store, line, tap, outbox, recorder, open, person };
}

/** A till of a test, as `testTill` makes it. */
export type TestTill = Awaited<ReturnType<typeof testTill>>;

/** Exchanges until nothing waits on either side. **Errors** throws where it does not come to rest. */
export async function settle({ device }: TestTill): Promise<void> {
  for (let round = 0; round < SETTLED_WITHIN; round++) {
    const outcome = await device.exchange();
    if (outcome.kind === 'done' && !outcome.progress) return;
  }
  throw new Error('the till does not come to rest');
}

const SETTLED_WITHIN = 40;
