import { randomBytes } from 'node:crypto';
import type { DeviceIdentity } from '../enrolment/credentials.ts';

/** **Units** how long a ticket opens the live channel. */
export const TICKET_MS = 30_000;
const WAITING_MAX = 10_000;

/** A device that may listen, and how to ask whether it still may: a channel stays open when its right is withdrawn. */
export type Guest = { readonly device: DeviceIdentity; readonly isWelcome: () => Promise<boolean> };

/**
 * Tickets for the live channel: asked for by an authenticated call, good once, for 30 s, and kept in memory only.
 * **Why**: a browser can't put a token in the head of a WebSocket request, and a token never stands in an address.
 * **Source** TEN-17.
 */
export class Tickets {
  readonly #nowMs: () => number;
  // In order of issue, so the oldest stand first.
  readonly #waiting = new Map<string, { readonly guest: Guest; readonly expiresAt: number }>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  issue(guest: Guest): string {
    this.#forgetExpired();
    const oldest = this.#waiting.size >= WAITING_MAX ? this.#waiting.keys().next().value : undefined;
    if (oldest !== undefined) this.#waiting.delete(oldest);
    const ticket = randomBytes(24).toString('base64url');
    this.#waiting.set(ticket, { guest, expiresAt: this.#nowMs() + TICKET_MS });
    return ticket;
  }

  /** Whom a ticket was given to; it is spent by asking. */
  take(ticket: string): Guest | undefined {
    const found = this.#waiting.get(ticket);
    this.#waiting.delete(ticket);
    return found && found.expiresAt > this.#nowMs() ? found.guest : undefined;
  }

  #forgetExpired(): void {
    for (const [ticket, { expiresAt }] of this.#waiting) {
      if (expiresAt > this.#nowMs()) return;
      this.#waiting.delete(ticket);
    }
  }
}
