import { expect, test } from 'vitest';
import { runClaims } from './testing/random-claims.ts';

/** `PAY_SEEDS=10000` makes as many days. */
const SEEDS = Number(process.env['PAY_SEEDS'] ?? 150);

async function failures(rules: { readonly isUnique?: boolean } = {}): Promise<readonly string[]> {
  const found: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const wrong = await runClaims(seed, rules);
    if (wrong.length > 0) found.push(`seed ${seed}: ${wrong.join(', ')}`);
  }
  return found;
}

test('[PAY-19] guests who paid by themselves, typed on two tills, mistyped, taken back: each payment counts once', async () => {
  expect(await failures()).toEqual([]);
});

test('[PAY-16] without the rule that money is of one attempt a payment counts twice', async () => {
  expect((await failures({ isUnique: false })).join('\n')).toMatch(/twice/);
});
