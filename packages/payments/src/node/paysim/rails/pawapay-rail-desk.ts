import type { SimWebhook } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { signedCallback, type CallbackSigning } from './pawapay-rail-callback.ts';
import { toldDeposit, type Telling } from './pawapay-rail-told.ts';

/** An account at the simulated pawaPay. `callbackUrl`: none, no callbacks. `pageOrigin`: where pages of approval live. */
export type PawapayRailOptions = {
  readonly merchant: string;
  readonly apiToken: string;
  readonly callbackUrl?: string;
  readonly pageOrigin?: string;
  readonly signing?: CallbackSigning;
};

/** The provider's side of one account: what it holds back, which operators are down, and how it tells what it knows. */
export class PawapayDesk {
  readonly options: PawapayRailOptions;
  /** Why refunds fail from now on; undefined: they do not. */
  refundReason: string | undefined;
  readonly #held = new Map<string, NonNullable<Telling['held']>>();
  readonly #closed = new Set<string>();

  constructor(options: PawapayRailOptions) {
    this.options = options;
  }

  hold(depositId: string, as: NonNullable<Telling['held']>): void {
    this.#held.set(depositId, as);
  }

  isHeld(depositId: string): boolean {
    return this.#held.has(depositId);
  }

  /** Tells the truth again; a deposit that came to its end meanwhile is called out. */
  release(depositId: string, world: SimWorld): void {
    if (!this.#held.delete(depositId)) return;
    const deposit = world.list('pawapay').find(({ id }) => id === depositId);
    if (deposit && deposit.state !== 'pending') this.callOut(world, this.told(deposit, world.nowMs));
  }

  close(provider: string): void {
    this.#closed.add(provider);
  }

  reopen(provider: string): void {
    this.#closed.delete(provider);
  }

  isClosed(provider: string): boolean {
    return this.#closed.has(provider);
  }

  told(deposit: SimTransaction, nowMs: number): Readonly<Record<string, unknown>> {
    const { pageOrigin = 'http://127.0.0.1' } = this.options;
    return toldDeposit(deposit, { held: this.#held.get(deposit.id), nowMs, pageOrigin });
  }

  /** What is sent about a deposit or a refund as it is told now; undefined where the account has no address for it. */
  callback(told: Readonly<Record<string, unknown>>, nowMs: number): SimWebhook | undefined {
    const { callbackUrl, signing } = this.options;
    if (callbackUrl === undefined) return undefined;
    const eventId = `${String(told['refundId'] ?? told['depositId'])}-${String(told['status'])}`;
    return signedCallback({ url: callbackUrl, eventId, body: JSON.stringify(told) }, signing, nowMs);
  }

  callOut(world: SimWorld, told: Readonly<Record<string, unknown>>): void {
    const callback = this.callback(told, world.nowMs);
    if (callback) world.enqueue('pawapay', callback);
  }
}
