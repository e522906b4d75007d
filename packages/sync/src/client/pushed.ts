import type { Install } from '@resto360/domain';
import type { SyncRequest } from '../protocol/messages.ts';

/**
 * The numbers that a request brought, by install. A late answer speaks of the ops it was asked about, and of no other that
 * bears the id of one (SYN-12).
 */
export class Pushed {
  readonly #numbers = new Map<Install, Set<number>>();

  constructor({ push }: Pick<SyncRequest, 'push'>) {
    for (const { install, seq, ops } of push?.chains ?? []) {
      const numbers = this.#numbers.get(install) ?? new Set<number>();
      for (const index of ops.keys()) numbers.add(seq + index);
      this.#numbers.set(install, numbers);
    }
  }

  has(install: Install, seq: number): boolean {
    return this.#numbers.get(install)?.has(seq) ?? false;
  }

  numbersOf(install: Install): readonly number[] {
    return [...(this.#numbers.get(install) ?? [])];
  }
}
