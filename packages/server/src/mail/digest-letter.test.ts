import { ExceptionKind } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { hasNews, type DigestFacts } from './digest-facts.ts';
import { digestLetter } from './digest-letter.ts';
import { houseHourOf } from './house-hour.ts';
import { DIGEST_WORDS } from './words.ts';

const facts: DigestFacts = {
  house: 'Maquis <du> Plateau',
  language: 'fr',
  currency: 'XOF',
  timezone: 'Africa/Abidjan',
  day: '2026-11-27',
  open: [
    { kind: 'overpaid', count: 2, amountMinor: 12_500 },
    { kind: 'float_unknown', count: 1, amountMinor: 0 },
  ],
  ended: [{ kind: 'line_after_close', count: 3, amountMinor: 6_000, byPeople: 2 }],
  silent: [
    { name: 'Caisse & bar', unsent: 4, heardAt: Date.UTC(2026, 10, 25, 21, 5) },
    { name: 'Terrasse', unsent: 0, heardAt: Date.UTC(2026, 10, 25, 21, 6) },
  ],
};
const letter = (more: Partial<DigestFacts> = {}) => digestLetter({ ...facts, ...more }, ['a@example.ci'], '<id@x>');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('[NOT-5] a digest', () => {
  test('says in French what waits, what was settled, and which devices are silent', () => {
    const { subject, text } = letter();
    expect(plain(subject)).toBe('Maquis <du> Plateau : 3 à vérifier');
    expect(plain(text)).toBe(
      [
        'Maquis <du> Plateau, le vendredi 27 novembre 2026',
        '',
        'À vérifier',
        '- 2× Payé en trop : 12 500 F CFA',
        '- 1× Fond non compté',
        '',
        'Réglé depuis hier',
        '- 3× Plat après paiement : 6 000 F CFA (dont 2 par décision)',
        '',
        'Appareils muets depuis un jour',
        '- Caisse & bar : 4 en attente, vu le 25 nov. 2026, 21:05',
        '- Terrasse : contient peut-être des ventes, vu le 25 nov. 2026, 21:06',
        '',
        'Tout se règle dans l’application : « À vérifier », à la caisse ou au bureau.',
        '',
      ].join('\n'),
    );
  });

  test('and in English, in the currency and by the clock of the house; what is empty is not there', () => {
    const { subject, text } = letter({ language: 'en', currency: 'TND', timezone: 'Africa/Tunis', ended: [] });
    expect(subject).toBe('Maquis <du> Plateau: 3 to check');
    expect(plain(text)).toContain('- 2× Paid too much: TND 12.500\n');
    expect(text).toContain('4 waiting, last heard Nov 25, 2026, 22:05');
    expect(text).not.toContain('Settled');
  });

  test('says the same in HTML, with what people typed as words and not as tags', () => {
    const { html } = letter();
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Maquis &#60;du&#62; Plateau');
    expect(html).toContain('<li>Caisse &#38; bar');
    expect(html).not.toContain('<du>');
  });

  test('has one line of subject, whatever the house is called', () => {
    expect(letter({ house: 'Chez\r\nBcc: all@example.ci' }).subject).not.toMatch(/[\r\n]/);
  });

  test('is not written where there is nothing to say', () => {
    const nothing = { ...facts, open: [], ended: [], silent: [] };
    expect([hasNews(nothing), hasNews(facts)]).toEqual([false, true]);
    expect(hasNews({ ...nothing, silent: facts.silent })).toBe(true);
  });
});

test('[NOT-5] each kind has its words in both languages, and no French line breaks before a sign', () => {
  for (const kind of Object.values(ExceptionKind)) {
    for (const words of Object.values(DIGEST_WORDS)) expect(words.kind[kind]).toMatch(/\S/);
  }
  const { subject, line, device, where } = DIGEST_WORDS.fr;
  const said = [
    subject('x', 1),
    subject('x', 0),
    line('x', 1, '5'),
    device('x', 1, 'y'),
    device('x', 0, 'y'),
    where,
  ].join('\n');
  expect(said).not.toMatch(/ [:;?!»]|« /);
});

test.each([
  ['Africa/Abidjan', '2026-11-27', 5],
  ['Africa/Tunis', '2026-11-27', 6],
  ['Asia/Tokyo', '2026-11-27', 14],
  ['America/Los_Angeles', '2026-11-26', 21],
  ['Nowhere/At All', '2026-11-27', 5],
])('[NOT-5] the hour of a house in %s', (timezone, day, hour) => {
  expect(houseHourOf(Date.UTC(2026, 10, 27, 5, 59), timezone)).toEqual({ day, hour });
});
