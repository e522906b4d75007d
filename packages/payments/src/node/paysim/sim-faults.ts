import type { Currency } from '@resto360/domain';
import type { SimOperation } from './sim-call.ts';

/** What can go wrong with one call (the fault catalogue of the providers' page, F1–F12, F20, F21, F25–F29). **Units** ms. */
export type Fault =
  | { readonly kind: 'refuse_connection' }
  | { readonly kind: 'pre_accept_5xx'; readonly status?: number }
  | { readonly kind: 'accept_then_timeout' }
  | { readonly kind: 'accept_then_reset' }
  | { readonly kind: 'accept_then_5xx'; readonly status?: number }
  | { readonly kind: 'truncated_body' }
  | { readonly kind: 'html_200' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The caller gives up; the request arrives so much later. */
  | { readonly kind: 'delayed_arrival'; readonly delayMs: number }
  | { readonly kind: 'throttle'; readonly retryAfterS?: number }
  /** Turned away for its token or key; nothing is recorded. */
  | { readonly kind: 'unauthorized' }
  /** A clear no to this call, and nothing recorded: what a second send may meet (F27). */
  | { readonly kind: 'reject'; readonly status?: number }
  /** The money that this call opens is told differently by reads. */
  | {
      readonly kind: 'tell_other';
      readonly amountMinor?: number;
      readonly currency?: Currency;
      readonly merchant?: string;
    };

/** A fault that waits for the calls it is meant for. `times`: how many it still takes. */
export type ArmedFault = {
  readonly rail?: string;
  readonly operation?: SimOperation;
  /** A text within path or body: an id, a telephone. */
  readonly about?: string;
  readonly fault: Fault;
  times: number;
};

/** The faults that are armed, and which of them a call meets. */
export class SimFaults {
  #armed: ArmedFault[] = [];

  arm(fault: Omit<ArmedFault, 'times'> & { readonly times?: number }): void {
    this.#armed.push({ times: 1, ...fault });
  }

  get armed(): readonly ArmedFault[] {
    return this.#armed;
  }

  clear(): void {
    this.#armed = [];
  }

  /** The first that is meant for this call; it is used up by it. */
  meet(call: { readonly rail: string; readonly operation: SimOperation; readonly text: string }): Fault | undefined {
    const met = this.#armed.find(
      ({ rail, operation, about }) =>
        (rail === undefined || rail === call.rail) &&
        (operation === undefined || operation === call.operation) &&
        (about === undefined || call.text.includes(about)),
    );
    if (!met) return undefined;
    met.times -= 1;
    if (met.times <= 0) this.#armed = this.#armed.filter((one) => one !== met);
    return met.fault;
  }
}
