import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallContext, InitiateInput, MerchantAccount, WebhookRequest } from '../../provider.ts';
import { requestIdOf } from '../../request-id.ts';
import { SharedTokens } from '../../shared-tokens.ts';
import { nodeHttpCall } from '../http-call.ts';
import { DEMO_MERCHANTS } from './demo-merchants.ts';
import { startPaysim, type Paysim, type PaysimOptions } from './sim-server.ts';

/** When a world of tests begins. */
export const START_MS = Date.UTC(2026, 10, 2, 12);
/** The rails of the demo restaurant. */
export const RAILS = ['mtn', 'wave', 'pawapay'] as const;
export type DemoRail = (typeof RAILS)[number];

const ATTEMPT = '01890000-0000-7000-8000-000000000001';

/** A simulator on a real socket, its control API, and a merchant's adapters over it. */
export class SimBench {
  readonly paysim: Paysim;
  readonly #tokens = new SharedTokens();
  readonly #account: Partial<MerchantAccount>;

  constructor(paysim: Paysim, account: Partial<MerchantAccount>) {
    this.paysim = paysim;
    this.#account = account;
  }

  static async start(options: PaysimOptions = {}, account: Partial<MerchantAccount> = {}): Promise<SimBench> {
    return new SimBench(
      await startPaysim({ mode: 'virtual', startMs: START_MS, tickMs: 1_000_000, ...options }),
      account,
    );
  }

  get world() {
    return this.paysim.desk.world;
  }

  /** One control call: its status, and what it told. */
  async control(method: string, path: string, body?: unknown): Promise<{ status: number; told: Told }> {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const answer = await fetch(`${this.paysim.origin}/__sim/${path}`, { method, ...sent });
    return { status: answer.status, told: (await answer.json()) as Told };
  }

  /** One that has to work. */
  async must(method: string, path: string, body?: unknown): Promise<Told> {
    const { status, told } = await this.control(method, path, body);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(told)}`);
    return told;
  }

  context(rail: DemoRail): CallContext {
    const { account, secrets } = DEMO_MERCHANTS[rail];
    const { origin } = this.paysim;
    return {
      account: { ...account, baseUrl: `${origin}/${rail}`, ...this.#account },
      secrets,
      http: nodeHttpCall({ allowedOrigins: [origin] }),
      tokens: this.#tokens,
      nowMs: this.world.nowMs,
    };
  }

  initiate(rail: DemoRail, more: Partial<InitiateInput> = {}) {
    return DEMO_MERCHANTS[rail].provider.initiate({ ...inputOf(rail), ...more }, this.context(rail));
  }

  read(rail: DemoRail) {
    return DEMO_MERCHANTS[rail].provider.read({ ...inputOf(rail), handle: {} }, this.context(rail));
  }
}

/** What an answer of the control API holds. */
export type Told = Readonly<Record<string, unknown>>;

/** 12,500 francs of a customer. */
export const inputOf = (rail: DemoRail): InitiateInput => ({
  attemptId: ATTEMPT,
  requestId: requestIdOf(ATTEMPT),
  amountMinor: 12_500,
  currency: 'XOF',
  ...(rail !== 'wave' && { payer: PAYER }),
  ...(rail === 'pawapay' && { operator: 'MTN_CIV' }),
  description: 'L’addition n° 142',
  returnUrl: 'http://127.0.0.1:4000/paid',
});

/** Whose telephone it is. */
export const PAYER = '+2250504030201';

/** A merchant's door for events, which keeps what comes and answers as told. */
export class WebhookDoor {
  readonly heard: WebhookRequest[] = [];
  /** When something came. */
  readonly first: Promise<void>;
  /** What it answers from now on. */
  status = 200;
  /** The moment that it calls now. */
  nowMs: () => number = () => START_MS;
  readonly #server: Server;

  private constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.first = promise;
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.heard.push({
          headers: request.headers as Record<string, string | undefined>,
          method: request.method ?? '',
          path: request.url ?? '',
          authority: request.headers.host ?? '',
          rawBody: Buffer.concat(parts),
          receivedAtMs: this.nowMs(),
        });
        response.writeHead(this.status).end();
        resolve();
      });
    });
  }

  static async open(): Promise<WebhookDoor> {
    const door = new WebhookDoor();
    await new Promise<void>((done) => door.#server.listen(0, '127.0.0.1', done));
    return door;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The bodies that came, in their order. */
  get bodies(): string[] {
    return this.heard.map(({ rawBody }) => Buffer.from(rawBody).toString('utf8'));
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.#server.close(() => done());
      this.#server.closeAllConnections();
    });
  }
}
