import { expect, type Page } from '@playwright/test';
import { HOUSE } from './server.ts';

/** Long enough for a dead line to be noticed and for a pause between exchanges to end. **Units** ms. */
export const AGREE_MAX_MS = 30_000;

/** A till as a waiter uses it: everything by what the screen shows, in French unless told otherwise. */
export class Till {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Links a new device and waits for the menu to be there. */
  async enrol(url: string, code: string): Promise<void> {
    await this.page.goto(url);
    await this.typeCode(code);
    await expect(this.page.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible({ timeout: 20_000 });
    await this.waitForServiceWorker();
  }

  /** Types a one-time code and sends it. */
  async typeCode(code: string): Promise<void> {
    await this.page.getByLabel('Code de 8 caractères').fill(code);
    await this.page.getByRole('button', { name: 'Relier', exact: true }).click();
  }

  /** The service worker holds the app: from here on a reload needs no server. */
  async waitForServiceWorker(): Promise<void> {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  /** A lock covers a page with its own button of the same name: the name is the one in the list of people. */
  async signIn(name: string = HOUSE.waiter, pin: string = HOUSE.waiterPin): Promise<void> {
    await this.typePin(name, pin);
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** Opens a station that locked itself, whatever stands open below the lock. */
  async unlock(name: string, pin: string): Promise<void> {
    await this.typePin(name, pin);
    await expect(this.page.locator('dialog.cover[open]')).toHaveCount(0);
  }

  private async typePin(name: string, pin: string): Promise<void> {
    await this.page.locator('.people').getByRole('button', { name }).click();
    const pad = this.page.getByRole('dialog', { name: /^Code PIN/ });
    for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
    await pad.getByRole('button', { name: 'OK' }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /Changer de personne/ }).click();
    await expect(this.page.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible();
  }

  async openTable(name: string = HOUSE.table): Promise<void> {
    await this.page.getByRole('link', { name: new RegExp(`^Table ${name},`) }).click();
    await expect(this.page.getByRole('heading', { name: new RegExp(`^Table ${name} `) })).toBeVisible();
  }

  /** Nobody touches it for a minute, by its own clock, until the page starts anew; then all is in the cloud. */
  async restsUntilReload(): Promise<void> {
    const started = this.page.waitForEvent('load');
    await this.page.evaluate(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 60_000;
    });
    await started;
    await this.settled();
  }

  /** Adds a dish; `note` and `course` are set on the sheet of a dish that asks, or on the line of one that does not. */
  async addDish(name: string, more: { readonly note?: string; readonly course?: number } = {}): Promise<void> {
    await this.page.getByRole('searchbox').fill(name);
    await this.page
      .locator('.dish')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .click();
    await this.answerQuestions();
    await this.page.getByRole('searchbox').fill('');
    await expect(this.line(name).last()).toBeVisible();
    if (more.note !== undefined) await this.changeDraft(name, more.note);
    if (more.course !== undefined) await this.setCourse(name, more.course);
  }

  /** Writes a note for the kitchen on a line that was not sent yet. */
  async changeDraft(name: string, note: string): Promise<void> {
    await this.draft(name).locator('.line-main').click();
    await this.draft(name).getByRole('button', { name: 'Modifier' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Remarque pour la cuisine').first().fill(note);
    await dialog.getByRole('button', { name: /^Enregistrer/ }).click();
    await expect(dialog).toHaveCount(0);
  }

  /** Holds a line that was not sent yet for a course. */
  async setCourse(name: string, course: number): Promise<void> {
    await this.draft(name).locator('.line-main').click();
    await this.draft(name)
      .getByRole('button', { name: `Suite ${course}` })
      .click();
    await this.draft(name).locator('.line-main').click();
  }

  /** Cancels one of a line that was sent. */
  async voidLine(name: string): Promise<void> {
    await this.line(name).first().locator('.line-main').click();
    await this.page.getByRole('button', { name: 'Annuler la ligne' }).click();
    const sheet = this.page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Plat renvoyé' }).click();
  }

  /** The line of a dish that was not sent yet. */
  draft(name: string) {
    return this.page
      .locator('.ticket .line[data-state="draft"]')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** A dish that is asked about: the first answer to every question. */
  async answerQuestions(): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await expect(dialog.or(this.page.locator('.ticket .line').first()).first()).toBeVisible();
    if ((await dialog.count()) === 0) return;
    for (const group of await dialog.locator('fieldset').all()) await group.getByRole('checkbox').first().check();
    await dialog.getByRole('button', { name: /^Ajouter/ }).click();
    await expect(dialog).toHaveCount(0);
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: /^Envoyer \d/ }).click();
    await expect(this.page.locator('.line[data-state="draft"]')).toHaveCount(0);
    await expect(this.page.locator('.line[data-mark="unsaved"]')).toHaveCount(0);
  }

  /** Takes the exact amount in cash; answers the receipt's number. */
  async takeCash(): Promise<string> {
    await this.page.getByRole('button', { name: 'Encaisser' }).click();
    return this.takeCashHere();
  }

  /** The same, when the page of the payment is open already. */
  async takeCashHere(): Promise<string> {
    await this.page.getByRole('button', { name: /^Encaisser \d/ }).click();
    await expect(this.page.getByText('Payé', { exact: false }).first()).toBeVisible();
    return this.receiptNumber();
  }

  async receiptNumber(): Promise<string> {
    return (await this.page.locator('article[data-receipt]').first().getAttribute('data-receipt')) ?? '';
  }

  async receiptNumbers(): Promise<string[]> {
    const papers = await this.page.locator('article[data-receipt]').all();
    return Promise.all(papers.map(async (paper) => (await paper.getAttribute('data-receipt')) ?? ''));
  }

  /** Every line the order shows: quantity and name, sorted. */
  async lines(): Promise<string[]> {
    const rows = await this.page.locator('.ticket .line').all();
    const texts = rows.map(async (row) => {
      const quantity = await row.locator('.quantity').textContent();
      return `${quantity} ${await row.locator('.name').textContent()}`;
    });
    return (await Promise.all(texts)).toSorted();
  }

  line(name: string) {
    return this.page.locator('.ticket .line').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The chip's state, and its words. */
  chip() {
    return this.page.locator('.chip');
  }

  /** Waits until nothing waits here any more and the server answers. */
  async settled(): Promise<void> {
    await expect(this.chip()).toHaveText('En ligne', { timeout: AGREE_MAX_MS });
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.chip()).toBeVisible();
  }

  /** The address of the order on the screen. */
  async goTo(page: 'order' | 'pay' | 'receipt', order: string): Promise<void> {
    await this.page.evaluate((hash) => (location.hash = hash), `#/${page}/${order}`);
  }

  /** The id of the order on the screen, also where the address names its table. */
  async shownOrder(): Promise<string> {
    return (await this.page.locator('.page.order').getAttribute('data-order')) ?? '';
  }

  /** The order's id, as its pages bear it in their address. */
  orderId(): string {
    return /#\/(?:order|pay|receipt)\/([0-9a-f-]+)/.exec(this.page.url())?.[1] ?? '';
  }
}
