import { CURRENCIES, minorPerUnit, type Currency } from '@resto360/domain';
import type { DigestFacts, KindCount } from './digest-facts.ts';
import type { Letter } from './mailer.ts';
import { DIGEST_WORDS, type DigestWords } from './words.ts';

type Section = { readonly heading: string; readonly lines: readonly string[] };

/** The digest as a letter, as plain text and as simple HTML that says the same (NOT-5). */
export function digestLetter(facts: DigestFacts, to: readonly string[], messageId: string): Letter {
  const words = DIGEST_WORDS[facts.language];
  const open = facts.open.reduce((sum, { count }) => sum + count, 0);
  const title = words.title(facts.house, dayOf(facts));
  const sections = sectionsOf(facts, words).filter(({ lines }) => lines.length > 0);
  return {
    messageId,
    to,
    // A subject is one line, whatever the house is called.
    subject: words.subject(facts.house, open).replaceAll(/\s*[\r\n]+\s*/g, ' '),
    text: textOf(title, sections, words.where),
    html: htmlOf(title, sections, { where: words.where, language: facts.language }),
  };
}

function sectionsOf(facts: DigestFacts, words: DigestWords): readonly Section[] {
  const money = moneyOf(facts);
  const line = ({ kind, count, amountMinor }: KindCount) =>
    words.line(words.kind[kind], count, amountMinor === 0 ? '' : money(amountMinor));
  const heard = whenOf(facts);
  return [
    { heading: words.open, lines: facts.open.map(line) },
    {
      heading: words.ended,
      lines: facts.ended.map((one) => line(one) + (one.byPeople === 0 ? '' : ` (${words.byPeople(one.byPeople)})`)),
    },
    {
      heading: words.silent,
      lines: facts.silent.map(({ name, unsent, heardAt }) => words.device(name, unsent, heard(heardAt))),
    },
  ];
}

function textOf(title: string, sections: readonly Section[], where: string): string {
  const parts = sections.map(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`)].join('\n'));
  return `${[title, ...parts, where].join('\n\n')}\n`;
}

function htmlOf(
  title: string,
  sections: readonly Section[],
  { where, language }: { readonly where: string; readonly language: string },
): string {
  const parts = sections.map(
    ({ heading, lines }) =>
      `<h2>${escaped(heading)}</h2>\n<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ul>`,
  );
  return [
    `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;line-height:1.5">`,
    `<h1>${escaped(title)}</h1>`,
    ...parts,
    `<p>${escaped(where)}</p></body></html>`,
  ].join('\n');
}

/** Names of houses and devices are what somebody typed. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

function moneyOf({ language, currency }: DigestFacts): (amountMinor: number) => string {
  const digits = CURRENCIES[currency as Currency];
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, ...shown });
  return (amountMinor) =>
    format.format(amountMinor / minorPerUnit(currency as Currency)).replaceAll('\u202f', '\u00a0');
}

const dayOf = ({ day, language }: DigestFacts): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

function whenOf({ language, timezone }: DigestFacts): (atMs: number) => string {
  const shown = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;
  const format = formatIn(timezone) ?? formatIn('UTC');
  return (atMs) => format?.format(atMs) ?? '';

  // A zone that this release does not know costs the hour and not the letter.
  function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
    try {
      return new Intl.DateTimeFormat(language, { ...shown, timeZone });
    } catch {
      return undefined;
    }
  }
}
