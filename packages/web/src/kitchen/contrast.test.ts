import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const KITCHEN_MIN = 7;
const css = ['tokens.css', 'kitchen.css'].map((name) =>
  readFileSync(new URL(`../style/${name}`, import.meta.url), 'utf8'),
);

/** Pairs of the head and the foot, which are never dimmed. */
const STEADY: readonly (readonly [text: string, ground: string])[] = [
  ['good', 'good-soft'],
  ['on-go', 'go'],
];
/** Every pair of text and ground on the board. */
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['paper', 'ink'],
  ['muted', 'paper'],
  ['muted', 'surface'],
  ['money-ink', 'surface'],
  ['money-ink', 'new-soft'],
  ['money-ink', 'lost-soft'],
  ['money-ink', 'paper'],
  ['ink', 'new-soft'],
  ['new', 'new-soft'],
  ['paper', 'new'],
  ['ink', 'lost-soft'],
  ['lost', 'lost-soft'],
  ['surface', 'good'],
  ['on-pace', 'on-time'],
  ['on-pace', 'is-slow'],
  ['on-pace', 'is-late'],
  ['on-fresh', 'fresh-head'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  test.each([...STEADY, ...PAIRS])('%s on %s can be read at two metres', (text, ground) => {
    expect(contrast(colour(tokens, text), colour(tokens, ground))).toBeGreaterThanOrEqual(KITCHEN_MIN);
  });

  test.each(PAIRS)('%s on %s also when the board is dimmed and greyed', (text, ground) => {
    const [opacity, saturation] = [Number(tokens.get('dimmed')), Number(tokens.get('greyed'))];
    const dimmed = (name: string) => mixed(greyed(colour(tokens, name), saturation), colour(tokens, 'paper'), opacity);
    expect(opacity).toBeLessThan(1);
    expect(contrast(dimmed(text), dimmed(ground))).toBeGreaterThanOrEqual(KITCHEN_MIN);
  });
});

type Colour = readonly number[];

/** The tokens as the cascade leaves them inside `.kitchen-page`. */
function tokensOf(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const selectors = [':root', ...(theme === 'dark' ? ['[data-theme="dark"]'] : [])];
  const own = ['.kitchen-page', ...(theme === 'dark' ? ['[data-theme="dark"] .kitchen-page'] : [])];
  const tokens = new Map<string, string>();
  for (const selector of [...selectors, ...own]) {
    for (const text of css) {
      const start = text.indexOf(`\n${selector} {`);
      if (start < 0) continue;
      const block = text.slice(start, text.indexOf('\n}', start));
      for (const [, name, value] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) tokens.set(name ?? '', value ?? '');
    }
  }
  return tokens;
}

function colour(tokens: ReadonlyMap<string, string>, name: string): Colour {
  const hex = /^#([0-9a-f]{6})$/.exec(tokens.get(name) ?? '')?.[1];
  if (hex === undefined) throw new Error(`the token ${name} is a colour of six digits`);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

// Source: WCAG 2.2, relative luminance.
function luminance(of: Colour): number {
  const [red = 0, green = 0, blue = 0] = of.map((channel) => {
    const part = channel / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const mixed = (top: Colour, ground: Colour, opacity: number) =>
  top.map((channel, index) => channel * opacity + (ground[index] ?? 0) * (1 - opacity));

// Source: Filter Effects Module Level 1, the matrix of `saturate()`.
function greyed(of: Colour, saturation: number): Colour {
  const weights = [0.213, 0.715, 0.072];
  const grey = of.reduce((sum, channel, index) => sum + channel * (weights[index] ?? 0), 0);
  return of.map((channel) => grey + (channel - grey) * saturation);
}
