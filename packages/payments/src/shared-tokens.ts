import type { FreshToken, Tokens } from './provider.ts';

/** A token is given back so long before it ends. **Units** ms. **Source** MTN asks for ten minutes of an hour. */
const EARLY_SHARE = 1 / 6;

type Kept = { readonly token: string; readonly untilMs: number };

/**
 * Access tokens by account. Fifty tills that find theirs ended make one call for a new one (S12).
 */
export class SharedTokens implements Tokens {
  readonly #kept = new Map<string, Kept>();
  readonly #fetching = new Map<string, Promise<string>>();

  async get(key: string, nowMs: number, ask: () => Promise<FreshToken>): Promise<string> {
    const kept = this.#kept.get(key);
    if (kept && kept.untilMs > nowMs) return kept.token;
    const running = this.#fetching.get(key) ?? this.#renew(key, nowMs, ask);
    return running;
  }

  drop(key: string, token: string): void {
    if (this.#kept.get(key)?.token === token) this.#kept.delete(key);
  }

  #renew(key: string, nowMs: number, ask: () => Promise<FreshToken>): Promise<string> {
    const running = ask()
      .then(({ token, expiresInMs }) => {
        this.#kept.set(key, { token, untilMs: nowMs + expiresInMs * (1 - EARLY_SHARE) });
        return token;
      })
      .finally(() => this.#fetching.delete(key));
    this.#fetching.set(key, running);
    return running;
  }
}
