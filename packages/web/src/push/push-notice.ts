import { KINDS_EN } from '../words/kinds.en.ts';
import { KINDS_FR } from '../words/kinds.fr.ts';
import { plural } from '../words/plural.ts';

/** A notice as the system shows it. */
export type PushNotice = { readonly title: string; readonly body: string };

const WORDS = {
  fr: { title: 'À vérifier', kinds: KINDS_FR, several: '# points à vérifier', one: '# point à vérifier' },
  en: { title: 'To check', kinds: KINDS_EN, several: '# matters to check', one: '# matter to check' },
} as const;

/** What a push says: how many matters opened, and of which kind. One that nobody can read is still worth a look. */
export function pushNotice(text: string): PushNotice {
  const { kind, count, language } = readPush(text);
  const words = WORDS[language];
  const known = kind in words.kinds ? words.kinds[kind as keyof typeof KINDS_FR] : undefined;
  const some = plural(language)(count, { one: words.one, other: words.several });
  return { title: words.title, body: known === undefined || count > 1 ? some : known };
}

function readPush(text: string): { readonly kind: string; readonly count: number; readonly language: 'fr' | 'en' } {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    said = undefined;
  }
  const { kind, count, language } = (typeof said === 'object' && said !== null ? said : {}) as Record<string, unknown>;
  return {
    kind: typeof kind === 'string' ? kind : '',
    count: typeof count === 'number' && count > 0 ? Math.trunc(count) : 1,
    language: language === 'en' ? 'en' : 'fr',
  };
}
