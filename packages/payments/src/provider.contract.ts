import { FAILURE_CODES } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { callOverSim, SimNetwork } from './node/paysim/sim-network.ts';
import type { Fault } from './node/paysim/sim-faults.ts';
import { SimWorld } from './node/paysim/sim-world.ts';
import type { AskedFor, CallContext, InitiateInput } from './provider.ts';
import { requestIdOf } from './request-id.ts';
import { SharedTokens } from './shared-tokens.ts';
import { HOUSE_START_MS, type TestRail } from './testing/pay-house.ts';

/**
 * What every provider keeps, whatever its words: the orchestrator is written against this and nothing else. A new
 * provider is a folder, the simulator's side of it, a line in `testing/test-rails.ts`.
 */
export function describeProvider(name: string, makeRail: () => TestRail): void {
  describe(`the contract of providers: ${name}`, () => {
    test('[PAY-13] what it can do and what it has go together', () => {
      const { provider, account } = makeRail();
      const can = provider.capabilities(account);
      expect([can.cancel, can.references === 'readable', can.refund !== 'none']).toEqual([
        provider.cancel !== undefined,
        provider.verifyReference !== undefined,
        provider.refund !== undefined,
      ]);
      expect(can.pollMs.length).toBeGreaterThan(0);
      expect(can.graceMs).toBeGreaterThan(30_000);
      expect(can.amount.currencies).toContain('XOF');
      expect(can.amount.minMinor).toBeLessThan(can.amount.maxMinor);
    });

    test('what cannot be asked is found before anything leaves', () => {
      const bench = new Bench(makeRail());
      const { amount, needsPayer } = bench.rail.provider.capabilities(bench.rail.account);
      const misfit = (more: Partial<InitiateInput>) =>
        bench.rail.provider.validate({ ...bench.input(), ...more }, bench.rail.account)?.code;
      expect(misfit({})).toBeUndefined();
      expect(misfit({ amountMinor: amount.maxMinor + amount.stepMinor })).toBe('amount_out_of_range');
      expect(misfit({ currency: 'EUR' })).toBe('invalid_currency');
      const { payer: _, ...nobody } = bench.input();
      if (needsPayer) expect(bench.rail.provider.validate(nobody, bench.rail.account)?.code).toBe('invalid_phone');
      expect(bench.network.recorded).toEqual([]);
    });

    test('[PAY-11] accepted is not paid: only a read after the customer has said yes tells it, whole', async () => {
      const bench = new Bench(makeRail());
      expect(await bench.initiate()).toMatchObject({ kind: 'accepted' });
      expect(await bench.read()).toMatchObject({ kind: 'pending' });
      bench.approve();
      const told = await bench.read();
      expect(told).toMatchObject({ kind: 'succeeded', amountMinor: 12_500, currency: 'XOF' });
      if (told.kind !== 'succeeded') return;
      expect(told.providerTxnId).not.toBe('');
      expect([undefined, bench.requestId]).toContain(told.echoedRequestId);
    });

    test('the same request twice is one, or is found as one', async () => {
      const bench = new Bench(makeRail());
      const isKnown = bench.rail.provider.capabilities(bench.rail.account).idempotency === 'client_id';
      await bench.initiate();
      expect((await bench.initiate()).kind).toBe(isKnown ? 'duplicate' : 'accepted');
      expect(bench.world.list()).toHaveLength(isKnown ? 1 : 2);
      bench.approve();
      expect(await bench.read()).toMatchObject({ kind: 'succeeded', amountMinor: 12_500 });
    });

    test.each<[Fault, string]>([
      [{ kind: 'refuse_connection' }, 'not_sent'],
      [{ kind: 'throttle', retryAfterS: 7 }, 'not_sent'],
      [{ kind: 'pre_accept_5xx' }, 'uncertain'],
      [{ kind: 'accept_then_timeout' }, 'uncertain'],
      [{ kind: 'accept_then_reset' }, 'uncertain'],
      [{ kind: 'accept_then_5xx' }, 'uncertain'],
      [{ kind: 'truncated_body' }, 'uncertain'],
      [{ kind: 'html_200' }, 'uncertain'],
      [{ kind: 'delayed_arrival', delayMs: 20_000 }, 'uncertain'],
      [{ kind: 'slow', delayMs: 45_000 }, 'uncertain'],
      [{ kind: 'reject' }, 'refused'],
    ])('[PAY-11] a money call that meets $kind is %s', async (fault, kind) => {
      const bench = new Bench(makeRail());
      await bench.read();
      bench.network.faults.arm({ operation: 'money', fault });
      const outcome = await bench.initiate();
      expect(outcome.kind).toBe(kind);
      if (fault.kind === 'throttle') expect(outcome).toMatchObject({ retryAfterMs: 7_000 });
    });

    test('[PAY-11] keys that are not taken say nothing about the customer; a fresh token is tried once', async () => {
      const bench = new Bench(makeRail());
      bench.network.faults.arm({ operation: 'money', fault: { kind: 'unauthorized' }, times: 5 });
      expect(await bench.initiate()).toMatchObject({ kind: 'not_sent', isAuth: true });
      expect(bench.network.recorded.filter(({ operation }) => operation === 'money').length).toBeLessThan(3);
    });

    test('there is no such request: an answer', async () => {
      expect(await new Bench(makeRail()).read()).toEqual({ kind: 'not_found' });
    });

    test.each<[Fault]>([
      [{ kind: 'refuse_connection' }],
      [{ kind: 'accept_then_5xx' }],
      [{ kind: 'accept_then_timeout' }],
      [{ kind: 'truncated_body' }],
      [{ kind: 'html_200' }],
      [{ kind: 'throttle', retryAfterS: 3 }],
      [{ kind: 'unauthorized' }],
    ])('[PAY-11] a read that meets $kind tells nothing', async (fault) => {
      const bench = new Bench(makeRail());
      await bench.initiate();
      bench.approve();
      bench.network.faults.arm({ operation: 'read', fault, times: 9 });
      expect((await bench.read()).kind).toBe('unreadable');
    });

    test('no money: a failure in our words', async () => {
      const bench = new Bench(makeRail());
      await bench.initiate();
      bench.refuse();
      const told = await bench.read();
      expect(['failed', 'expired']).toContain(told.kind);
      if (told.kind === 'failed') expect(FAILURE_CODES).toContain(told.failure.code);
    });

    test('nobody answers: it ends by itself, within its grace', async () => {
      const bench = new Bench(makeRail());
      await bench.initiate();
      bench.world.advance(bench.rail.provider.capabilities(bench.rail.account).graceMs);
      expect(['failed', 'expired']).toContain((await bench.read()).kind);
    });

    test('[PAY-16] another amount is told as it is, for us to compare', async () => {
      const bench = new Bench(makeRail());
      bench.network.faults.arm({ operation: 'money', fault: { kind: 'tell_other', amountMinor: 1_250_000 } });
      await bench.initiate();
      bench.approve();
      expect(await bench.read()).toMatchObject({ kind: 'succeeded', amountMinor: 1_250_000 });
    });

    test('[TEN-20] nothing that it tells holds a key or a whole number', async () => {
      const bench = new Bench(makeRail());
      const told: unknown[] = [];
      for (const fault of LOUD) {
        bench.network.faults.arm({ fault, times: 2 });
        told.push(await bench.initiate(), await bench.read());
      }
      const text = JSON.stringify(told);
      for (const secret of Object.values(bench.rail.secrets)) expect(text).not.toContain(secret);
      if (bench.rail.payer) expect(text).not.toContain(bench.rail.payer.slice(1));
    });

    test('[PAY-20] money goes back once, however often it is asked for; of what has not come, none', async () => {
      const bench = new Bench(makeRail());
      const { provider, account } = bench.rail;
      const can = provider.capabilities(account).refund;
      expect([provider.refund !== undefined, provider.readRefund !== undefined]).toEqual([
        can !== 'none',
        can !== 'none',
      ]);
      if (can === 'none') return;
      await bench.initiate();
      expect((await bench.refund())?.kind).toBe('refused');
      bench.approve();
      expect((await bench.read()).kind).toBe('succeeded');
      expect(await bench.readRefund()).toEqual({ kind: 'not_found' });
      expect((await bench.refund())?.kind).toBe('accepted');
      expect((await bench.refund())?.kind).toBe('duplicate');
      bench.world.advance(60_000);
      expect(await bench.readRefund()).toMatchObject({ kind: 'succeeded', amountMinor: 12_500, currency: 'XOF' });
      expect(bench.world.truth()).toMatchObject([{ amountMinor: 12_500, reversedMinor: 12_500 }]);
    });

    test('a body that is no event is refused, and costs no exception', () => {
      const { provider, account, secrets } = makeRail();
      for (const body of ['', '{', '[]', 'null', '{"id":7}', '\u0000\u00ff']) {
        const request = { headers: {}, method: 'POST', path: '/', authority: 'x', receivedAtMs: HOUSE_START_MS };
        const reading = provider.readWebhook({ ...request, rawBody: new TextEncoder().encode(body) }, account, secrets);
        expect(reading.ok).toBe(false);
      }
    });
  });
}

const LOUD: readonly Fault[] = [
  { kind: 'reject' },
  { kind: 'unauthorized' },
  { kind: 'html_200' },
  { kind: 'accept_then_5xx' },
  { kind: 'refuse_connection' },
];

class Bench {
  readonly rail: TestRail;
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly requestId = requestIdOf(ATTEMPT);
  readonly #tokens = new SharedTokens();
  #handle: AskedFor['handle'] = {};

  constructor(rail: TestRail) {
    this.rail = rail;
    this.world = new SimWorld([rail.sim], 1, HOUSE_START_MS);
    this.network = new SimNetwork(this.world);
  }

  input(): InitiateInput {
    const { payer, operator } = this.rail;
    return {
      attemptId: ATTEMPT,
      requestId: this.requestId,
      amountMinor: 12_500,
      currency: 'XOF',
      ...(payer !== null && { payer }),
      ...(operator !== null && { operator }),
      description: 'L’addition n° 142',
      returnUrl: 'https://resto.example/paid',
    };
  }

  async initiate() {
    const outcome = await this.rail.provider.initiate(this.input(), this.#context());
    if (outcome.kind === 'accepted') this.#handle = outcome.handle;
    return outcome;
  }

  read() {
    const { attemptId, requestId, amountMinor, currency } = this.input();
    const asked = { attemptId, requestId, amountMinor, currency, handle: this.#handle };
    return this.rail.provider.read(asked, this.#context());
  }

  async refund() {
    return this.rail.provider.refund?.({ ...this.#back(), backMinor: 12_500 }, this.#context());
  }

  async readRefund() {
    return this.rail.provider.readRefund?.(this.#back(), this.#context());
  }

  #back() {
    const { attemptId, requestId, currency } = this.input();
    const refundId = requestIdOf('01890000-0000-7000-8000-000000000002');
    return { attemptId, requestId, refundId, currency, handle: this.#handle, askedBackAtMs: this.world.nowMs };
  }

  approve(): void {
    const [first] = this.world.list();
    if (first) this.world.approve(first, '+2250700000001');
  }

  refuse(): void {
    for (const one of this.world.list()) this.world.fail(one, 'REJECTED');
  }

  #context(): CallContext {
    const { account, secrets } = this.rail;
    const http = callOverSim(this.network, new URL(account.baseUrl).origin);
    return { account, secrets, http, tokens: this.#tokens, nowMs: this.world.nowMs };
  }
}

const ATTEMPT = '01890000-0000-7000-8000-000000000001';
