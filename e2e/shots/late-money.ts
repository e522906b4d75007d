import { Guest } from '../support/guest.ts';
import type { RealServer } from '../support/server.ts';
import type { Till } from '../support/till.ts';

/** A page of Wave is over after half an hour, by the provider's clock. **Units** ms. */
const PAGE_OVER_MS = 35 * 60_000;

/**
 * Guests whose payment did not go through, who paid cash and were debited after all: one is sent back over its rail, the other
 * waits for somebody. Before any page that a picture shows is opened, because it moves the provider's clock.
 */
export async function payLate(till: Till, server: RealServer): Promise<void> {
  const guest = new Guest(() => server.paysim);
  for (const table of ['S5', 'S6']) {
    await till.openTable(table);
    await till.addDish('Garba');
    await till.send();
    await till.page.getByRole('button', { name: 'Encaisser' }).click();
    await till.page.locator('[data-way="wave"]').click();
    await till.page.locator('[data-flow="checkout"]').click();
    const asked = await guest.answer('wave', 'reject');
    await till.page.locator('.attempt[data-group="failed"]').waitFor({ timeout: 120_000 });
    await till.page.locator('[data-way="cash"]').click();
    await till.takeCashHere();
    await guest.isDebitedAfterAll(asked);
    await till.page.evaluate(() => (location.hash = '#/'));
  }
  await guest.wait(PAGE_OVER_MS);
  await till.page.evaluate(() => (location.hash = '#/inbox'));
  const late = till.page.locator('.matter[data-kind="money_late"]');
  for (const table of ['S5', 'S6']) await late.filter({ hasText: table }).waitFor({ timeout: 180_000 });
  await late.filter({ hasText: 'S5' }).locator('.button.primary').click();
  await late.filter({ hasText: 'S5' }).waitFor({ state: 'detached' });
  await till.page.evaluate(() => (location.hash = '#/'));
}
