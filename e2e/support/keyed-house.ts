import { expect, type Locator } from '@playwright/test';
import { Keys } from './keys.ts';

const OWNER = { name: 'Adjoua Kouassi', pin: '360360' } as const;

/** The house as its owner works in it with keys alone: the ways that several stories go. */
export class KeyedHouse extends Keys {
  /** The owner, among those who work here. */
  owner(): Locator {
    return this.button(new RegExp(`^${OWNER.name}`));
  }

  dish(name: string): Locator {
    return this.page.locator('.dish').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** A line of the order in a state. */
  line(name: string, state: string): Locator {
    return this.page.locator(`.line[data-state="${state}"]`).filter({ hasText: name }).locator('.line-main');
  }

  async signIn(): Promise<void> {
    await this.press(this.owner());
    await this.inSheet(/^Code PIN/);
    await this.page.keyboard.type(OWNER.pin);
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a page of the till by its menu. */
  async goTo(name: string): Promise<void> {
    await this.press(this.button('Réglages'), 'Shift+Tab');
    await this.inSheet('Réglages');
    await this.press(this.link(name));
    await this.onPage(name);
  }

  /** Goes to a page of the office. */
  async officePage(name: string): Promise<void> {
    await this.press(this.page.getByRole('navigation', { name: 'Bureau' }).getByRole('link', { name }), 'Shift+Tab');
    await this.onPage(name);
  }

  /** Searches a dish and presses it: one Tab to what was found, then the arrows. */
  async findDish(name: string): Promise<void> {
    await this.write(this.page.getByRole('searchbox'), name);
    await this.to(this.page.locator('.dish'));
    await this.press(this.dish(name), 'ArrowRight');
  }

  /** Takes the last save back; the button is gone then, and the focus is not. */
  async undo(): Promise<void> {
    await this.press(this.button('Annuler'));
    await expect(this.button('Annuler')).toHaveCount(0);
    await this.isSomewhere();
  }
}
