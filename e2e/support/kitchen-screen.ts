import { expect, type Page } from '@playwright/test';
import { AGREE_MAX_MS, Till } from './till.ts';

/** A tap so soon after another is taken for a slip of a wet finger. **Units** ms. */
const WET_FINGER_MS = 900;

/** A kitchen screen as a cook uses it. */
export class KitchenScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Links a new screen and signs the cook in. */
  async enrol(url: string, code: string): Promise<void> {
    const device = new Till(this.page);
    await device.enrol(url, code);
    await device.signIn('Tantie Rose Ahoué', '3001');
  }

  ticket(table: string) {
    return this.page.locator(`[data-ticket="${table}"]`);
  }

  line(table: string, dish: string) {
    return this.ticket(table)
      .locator('.ticket-line')
      .filter({ has: this.page.getByText(dish, { exact: true }) });
  }

  async sees(table: string, dish: string): Promise<void> {
    await expect(this.line(table, dish).first()).toBeVisible({ timeout: AGREE_MAX_MS });
  }

  /** Calls one line ready. */
  async finish(table: string, dish: string): Promise<void> {
    await this.page.waitForTimeout(WET_FINGER_MS);
    await this.line(table, dish).first().locator('.line-box').click();
    await expect(this.line(table, dish).first()).toHaveAttribute('data-state', 'ready');
  }

  /** Calls a whole ticket ready. */
  async bump(table: string): Promise<void> {
    await this.page.waitForTimeout(WET_FINGER_MS);
    await this.ticket(table)
      .first()
      .getByRole('button', { name: /^Tout prêt/ })
      .click();
  }

  /** Takes the last bumped ticket back to the fire. */
  async recallLast(table: string): Promise<void> {
    await this.page.waitForTimeout(WET_FINGER_MS);
    await this.page.getByRole('button', { name: `Rappeler ${table}` }).click();
  }
}
