import { expect } from '@playwright/test';

/** What the simulator shows of a request that waits. */
type Waiting = { readonly id: string; readonly rail: string };

type Debit = { readonly amountMinor: number; readonly reversedMinor: number; readonly rail: string };

const PAYER = '+2250700000001';

/** The guest of the demo, with a telephone that is the simulator's control API. */
export class Guest {
  readonly #origin: () => string;

  /** `origin` is asked at each call: a server that starts again plays its providers elsewhere. */
  constructor(origin: () => string) {
    this.#origin = origin;
  }

  /** Answers the request that waits on a rail: yes or no. The simulator's id of it. */
  async answer(rail: string, action: 'approve' | 'reject'): Promise<string> {
    const transactionId = await this.asked(rail);
    await this.#post('customer', { action, transactionId, ...(action === 'approve' && { payer: PAYER }) });
    return transactionId;
  }

  /** Waits until a request has come over a rail; the simulator's id of it. */
  async asked(rail: string): Promise<string> {
    await expect.poll(async () => (await this.#waiting(rail)).length, { timeout: 30_000 }).toBeGreaterThan(0);
    return (await this.#waiting(rail)).at(-1)?.id ?? '';
  }

  /** A request that ended without money was debited after all. */
  async isDebitedAfterAll(transactionId: string): Promise<void> {
    await this.#post('customer', { action: 'late_approve', transactionId, payer: PAYER });
  }

  /** Pays by themselves, by the code on the wall; answers the reference of the message they get. */
  async payAlone(rail: string, amountMinor: number): Promise<string> {
    const paid = await this.#post('pay', { rail, amountMinor, payer: PAYER, currency: 'XOF' });
    return (paid as { operatorTxnId: string }).operatorTxnId;
  }

  /** The next call to a rail meets this fault. */
  async breakNext(rail: string, kind: string): Promise<void> {
    await this.#post('faults', { match: { provider: rail, op: 'money' }, fault: { kind } });
  }

  /** The provider's clock moves. */
  async wait(advanceMs: number): Promise<void> {
    await this.#post('clock', { advanceMs });
  }

  /** What guests were really debited, and of it what they have back. **Units** minor. */
  async debits(): Promise<readonly Debit[]> {
    const answer = await fetch(`${this.#origin()}/__sim/truth`);
    return ((await answer.json()) as { debits: readonly Debit[] }).debits;
  }

  async #waiting(rail: string): Promise<readonly Waiting[]> {
    const answer = await fetch(`${this.#origin()}/__sim/board`);
    const board = (await answer.json()) as { readonly requests: readonly Waiting[] };
    return board.requests.filter((one) => one.rail === rail);
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#origin()}/__sim/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
