import type { Page } from '@playwright/test';
import type { Random } from '@resto360/domain';
import type { CashTaps } from '../cash-taps.ts';
import { Till } from '../../e2e/support/till.ts';

/** What a waiter at a page needs: somebody who may do everything, the tables they serve, and dishes they know. */
export type Place = {
  readonly person: string;
  readonly pin: string;
  readonly tables: readonly string[];
  readonly dishes: readonly string[];
};

/** What a waiter remembers of the cash they took at a tablet, whose receipts bear this series. */
export type Book = { readonly cash: CashTaps; readonly series: string };

/** Somebody who serves at a real page, by what it shows: opens a table, adds dishes, sends them, takes cash. */
export class Waiter {
  readonly #till: Till;
  readonly #page: Page;
  readonly #place: Place;
  readonly #random: Random;

  constructor(page: Page, place: Place, random: Random) {
    this.#till = new Till(page);
    this.#page = page;
    this.#place = place;
    this.#random = random;
  }

  /**
   * Serves one table, and leaves it as it is when they may go home; counts cash taken in `book`. Answers whether it was
   * served to the end.
   * **Errors** throws when a step can't be taken: the page went away, or others were faster.
   */
  async serve(mayGo: () => boolean, book: Book): Promise<boolean> {
    for (const step of this.#steps(book)) {
      if (mayGo()) return false;
      await step();
    }
    return true;
  }

  #steps(book: Book): readonly (() => Promise<unknown>)[] {
    const dishes = Array.from({ length: this.#random.between(1, 3) }, () => this.#random.pick(this.#place.dishes));
    return [
      () => this.comeIn(),
      () => this.#openTable(),
      ...dishes.map(
        (dish = '') =>
          () =>
            this.#till.addDish(dish),
      ),
      ...(this.#random.chance(0.9) ? [() => this.#till.send()] : []),
      ...(this.#random.chance(0.5) ? [() => this.#takeCash(book)] : []),
    ];
  }

  /** Shows the house, with the PIN where nobody is in or the page has locked itself. */
  async comeIn(): Promise<void> {
    await this.#page.evaluate(() => (location.hash = '#/'));
    const door = this.#page.getByRole('heading', { name: 'Qui êtes-vous ?' });
    const tile = this.#page.locator('main a.table-tile').first();
    await door.or(tile).first().waitFor();
    if ((await this.#page.locator('dialog[open]:not(.cover)').count()) > 0) await this.#page.keyboard.press('Escape');
    if (await door.isVisible()) await this.#signIn();
    await tile.waitFor();
  }

  async #signIn(): Promise<void> {
    const { person, pin } = this.#place;
    await this.#page.locator('button.person').filter({ hasText: person }).last().click();
    const pad = this.#page.getByRole('dialog', { name: /^Code PIN/ });
    for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
    await pad.getByRole('button', { name: 'OK' }).click();
    await pad.waitFor({ state: 'hidden' });
  }

  // Whatever follows the tap on the amount, it was one tap; the paper says what was saved. Others' paper of the same table
  // stands beside it, and another tablet may have been faster.
  async #takeCash({ cash, series }: Book): Promise<void> {
    await this.#page.getByRole('button', { name: 'Encaisser' }).click();
    await this.#page.getByRole('button', { name: /^Encaisser \d/ }).waitFor();
    cash.begun++;
    await this.#till.takeCashHere();
    const numbers = await this.#till.receiptNumbers();
    for (const number of numbers) if (number.startsWith(`${series}-`)) cash.heard.add(number);
  }

  /** A table with several orders asks which one. */
  async #openTable(): Promise<void> {
    const table = this.#random.pick(this.#place.tables) ?? '';
    await this.#page.getByRole('link', { name: new RegExp(`^Table ${table},`) }).click();
    const order = this.#page.locator('.page.order');
    const choice = this.#page.locator('main a.table-tile[href^="#/order/"]').first();
    await order.or(choice).first().waitFor();
    if (await choice.isVisible()) await choice.click();
    await order.waitFor();
  }
}
