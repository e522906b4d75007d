import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');
const node = path.join(root, 'node_modules/.bin/node');
const main = path.join(root, 'packages/server/src/cli/main.ts');
const revoke = path.join(root, 'e2e/support/revoke-devices.ts');
/** A first start sets up a database. **Units** ms. */
const READY_MAX_MS = 60_000;

/** The restaurant of the stories, as the demo has it. */
export const HOUSE = {
  slug: 'maquis-du-plateau',
  otherSlug: 'la-table-du-port',
  waiter: 'Yao Kouamé',
  waiterPin: '2001',
  table: 'T7',
} as const;

/** A real server on a port and a data folder of its own, which a story may kill and start again. */
export class RealServer {
  readonly port: number;
  readonly url: string;
  readonly #dataDir: string;
  readonly #origins: readonly string[];
  #process: ChildProcess | undefined;
  /** Where the demo's payment providers are played. */
  paysim = '';

  private constructor(port: number, dataDir: string, origins: readonly string[]) {
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.#dataDir = dataDir;
    this.#origins = [this.url, ...origins];
  }

  /** Starts a server with the demo in it. `origins`: those of proxies that stand before it. */
  static async start(origins: readonly string[] = []): Promise<RealServer> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'resto360-e2e-'));
    const server = new RealServer(await freePort(), dataDir, origins);
    await server.up();
    return server;
  }

  /** Starts it (again) on the same data, and waits until it says that it is ready. */
  async up(): Promise<void> {
    const env = { ...this.#env(), LOG_LEVEL: 'fatal' };
    const child = spawn(node, [main, 'start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server was not ready in time:\n${output}`)), READY_MAX_MS);
      const read = (data: Buffer) => {
        output += data.toString();
        if (!output.includes('RESTO360 ready')) return;
        clearTimeout(timer);
        this.paysim = /mobile money[^:]*: (http:\S+)/.exec(output)?.[1] ?? '';
        resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
    });
  }

  /** Kills it as a power cut would: kill −9, no good-bye. */
  async kill(): Promise<void> {
    await ended(this.#process, 'SIGKILL');
  }

  /** A fresh one-time code for a device. */
  async enrolCode(kind: 'pos' | 'kitchen' | 'office' = 'pos', restaurant: string = HOUSE.slug): Promise<string> {
    const { code } = await this.#cli<{ code: string }>('enrol-code', restaurant, '--kind', kind);
    return code;
  }

  /** From now on no device of the restaurant is let in, once what the server remembers of them is 5 s old. */
  async revokeDevices(): Promise<void> {
    await promisify(execFile)(node, [revoke, HOUSE.slug], { cwd: root, env: this.#env() });
  }

  /** Everything that `GET /api/orders/delta/` knows, as an integration would read it. */
  async listOrders(): Promise<DeltaOrder[]> {
    const { key, restaurant_id: restaurant } = await this.#cli<{ key: string; restaurant_id: string }>(
      'api-key',
      HOUSE.slug,
    );
    const found: DeltaOrder[] = [];
    for (let since = 0, more = true; more; ) {
      const address = `${this.url}/api/orders/delta/?since_version=${since}&restaurant_id=${restaurant}&limit=200`;
      const answer = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
      if (!answer.ok) throw new Error(`orders/delta answered ${answer.status}: ${await answer.text()}`);
      const page = (await answer.json()) as { orders: DeltaOrder[]; version: number; more: boolean };
      found.push(...page.orders);
      ({ version: since, more } = page);
    }
    return found;
  }

  /** Stops it for good and forgets its data. */
  async remove(): Promise<void> {
    await ended(this.#process, 'SIGTERM');
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  async #cli<T>(command: string, restaurant: string, ...options: readonly string[]): Promise<T> {
    const args = [main, command, '--restaurant', restaurant, ...options, '--json'];
    const { stdout } = await promisify(execFile)(node, args, { cwd: root, env: this.#env() });
    return JSON.parse(stdout) as T;
  }

  #env() {
    const { DATABASE_URL: _, ...env } = process.env;
    return {
      ...env,
      PAYSIM_PORT: '0',
      PORT: String(this.port),
      DATA_DIR: this.#dataDir,
      PUBLIC_ORIGINS: this.#origins.join(','),
    };
  }
}

/** An order as integrations get it; only what the stories look at. */
export type DeltaOrder = {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly { readonly id: string; readonly name: string; readonly quantity: number }[];
  readonly payments: readonly { readonly id: string; readonly amount_minor: number }[];
  readonly captured_minor: number;
  readonly refunded_minor: number;
  readonly paid_minor: number;
  readonly due_minor: number;
  readonly attempt_refunds: readonly { readonly rail: string; readonly way: string; readonly state: string | null }[];
  readonly attempts: readonly { readonly rail: string; readonly state: string; readonly is_claim: boolean }[];
};

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}
