import { expect, type Locator, type Page } from '@playwright/test';

/** More steps than a person would take to reach anything on a page. */
const STEPS_MAX = 25;

/**
 * Somebody who has a keyboard and nothing else. At each step the focus must be on something that shows it: with a ring,
 * on the screen, under nothing else, and inside the sheet while one is open.
 */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, ...exactly(name) });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name, ...exactly(name) });
  }

  field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  /** Presses Tab, or another key that moves the focus, until it is there. */
  async to(target: Locator, key = 'Tab'): Promise<void> {
    await target.first().waitFor({ timeout: 10_000 });
    const passed: string[] = [];
    for (let step = 0; step <= STEPS_MAX; step += 1) {
      const { isThere, name, problem } = await target.evaluateAll(look);
      // Where the last key led to is what counts; before the first the page may be new.
      if (step > 0) expect(problem, `${key} leads to ${name}`).toBe('');
      if (isThere) return;
      passed.push(name);
      await this.page.keyboard.press(key);
    }
    throw new Error(`${STEPS_MAX} times ${key} do not lead to ${String(target)}, but over:\n${passed.join('\n')}`);
  }

  /** Goes there and presses Enter. */
  async press(target: Locator, key = 'Tab'): Promise<void> {
    await this.to(target, key);
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a field and types over what is in it. */
  async write(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** A sheet is open and has the focus. */
  async inSheet(name: string | RegExp): Promise<void> {
    const sheet = this.page.getByRole('dialog', { name });
    await expect(sheet).toBeVisible();
    await expect(sheet.locator(':focus')).toHaveCount(1);
  }

  /** The sheet lets the focus out neither by Tab nor backwards; Escape closes it, and the focus is where it was. */
  async leaveSheet(opener: Locator): Promise<void> {
    const sheet = this.page.getByRole('dialog');
    const start = await sheet.locator(':focus').elementHandle();
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < STEPS_MAX; step += 1) {
        await this.page.keyboard.press(key);
        const { name, problem, isThere } = await sheet.locator(':focus').evaluateAll(look);
        expect(problem, `${key} in a sheet leads to ${name}`).toBe('');
        expect(isThere, `${key} leads out of the sheet to ${name}`).toBe(true);
        if (await start?.evaluate((element) => element === document.activeElement)) break;
      }
    }
    await this.page.keyboard.press('Escape');
    await this.onlyPage();
    await expect(opener).toBeFocused();
  }

  /** No sheet is open, and the focus is somewhere on the page where it shows. */
  async onlyPage(): Promise<void> {
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    await this.isSomewhere();
  }

  /** Another page is open, and the focus is on what is in it. */
  async onPage(heading: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(this.page.getByRole('main')).toBeFocused();
    await this.isSomewhere();
  }

  /** The focus is not lost, and shows. */
  async isSomewhere(): Promise<void> {
    await expect.poll(async () => (await this.page.locator('body').evaluateAll(look)).problem).toBe('');
    await expect(this.page.locator('body')).not.toBeFocused();
  }
}

const exactly = (name: string | RegExp) => (typeof name === 'string' ? { exact: true } : {});

// Runs in the page.
function look(targets: readonly Element[]): { isThere: boolean; name: string; problem: string } {
  const active = document.activeElement ?? document.body;
  const words = active.getAttribute('aria-label') ?? active.textContent ?? '';
  const found = { isThere: targets.includes(active), name: `${active.tagName} ${words.trim().slice(0, 60)}` };
  const sheet = [...document.querySelectorAll('dialog:modal')].at(-1);
  if (sheet && !sheet.contains(active)) return { ...found, problem: 'outside the open sheet' };
  // Past the last thing on a page is the browser's own bar.
  if (active === document.body) return { ...found, problem: '' };
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return { ...found, problem: 'has no ring' };
  const { left, right, top, bottom } = active.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2];
  const above = document.elementFromPoint(x, y);
  const isSeen = above !== null && (active.contains(above) || above.contains(active));
  return { ...found, problem: isSeen ? '' : `is off the screen or under ${above?.className ?? 'nothing'}` };
}
