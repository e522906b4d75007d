import type { Page } from '@playwright/test';
import type { Language } from '../../packages/web/src/words/format.ts';
import type { Words } from '../../packages/web/src/words/dictionaries.ts';
import { WHOLE } from '../../packages/web/src/words/whole.ts';
import type { Stage } from './stage.ts';

/** How a screen is brought up, whatever stood there before. */
export type Show = (page: Page, stage: Stage, language: Language) => Promise<void>;

/** A step on the page that is shown, in the words it speaks. */
export type Step = (page: Page, words: Words) => Promise<void>;

const WORDS: Readonly<Record<Language, Words>> = WHOLE;

/** Nothing of a sheet is left open. By its cross: after a key, a browser would ring what has the focus. */
export const closed: Step = async (page) => {
  const cross = page.locator('dialog[open] .sheet-head .icon');
  for (let tries = 0; tries < SHEETS_MAX && (await cross.count()) > 0; tries++) {
    // A screen made narrow may have put the sheet of a line out of sight with the line.
    if (await cross.last().isVisible()) await cross.last().click();
    else await page.keyboard.press('Escape');
  }
};

/** The page of an address as somebody finds it who has just come: nothing open, nothing typed. */
export const at =
  (address: string | ((stage: Stage) => string), ...steps: readonly Step[]): Show =>
  async (page, stage, language) => {
    const hash = typeof address === 'string' ? address : address(stage);
    await closed(page, WORDS[language]);
    // By way of another page: on an address where one is already, what was typed would stay.
    await page.evaluate((between) => (location.hash = between), BETWEEN);
    await page.locator('main.health').waitFor();
    await page.evaluate((target) => (location.hash = target), hash);
    if (hash !== BETWEEN) await page.locator('main.health').waitFor({ state: 'detached' });
    for (const step of steps) await step(page, WORDS[language]);
  };

/** The only page of a device, and steps on it. */
export const here =
  (...steps: readonly Step[]): Show =>
  async (page, _stage, language) => {
    for (const step of [closed, ...steps]) await step(page, WORDS[language]);
  };

/** A tap on the first of what a selector finds. */
export const tap =
  (selector: string): Step =>
  async (page) =>
    page.locator(selector).first().click();

/** A tap on the button with these words. */
export const tapWords =
  (say: (words: Words) => string): Step =>
  async (page, words) =>
    page
      .getByRole('button', { name: say(words) })
      .first()
      .click();

/** Digits tapped on the keypad of a sheet. */
export const digits =
  (typed: string): Step =>
  async (page) => {
    const keypad = page.getByRole('dialog').locator('.keypad');
    for (const digit of typed) await keypad.getByRole('button', { name: digit, exact: true }).click();
  };

/** A word in the first field of a sheet. */
export const write =
  (text: string): Step =>
  async (page) =>
    page.getByRole('dialog').getByRole('textbox').first().fill(text);

/** On a phone the lines of an order stand behind a switch. */
export const lines: Step = async (page) => {
  const behind = page.locator('[data-panel="menu"] .panel-switch');
  if (await behind.isVisible()) await behind.click();
};

/** The page that every station has. */
const BETWEEN = '#/health';
const SHEETS_MAX = 4;
