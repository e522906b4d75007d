import type { Language } from './format.ts';
import type { FR } from './fr.ts';
import type { OFFICE_FR } from './office.fr.ts';

/**
 * The dictionary of a language; the compiler sees that none misses a word. `office` is there once the office is opened:
 * no other page may speak it.
 */
export type Words = typeof FR & { readonly office: OfficeWords };
type OfficeWords = typeof OFFICE_FR;

// One language is loaded at a start; the service worker keeps the others, so that a switch needs no server.
const LOADERS: Readonly<Record<Language, () => Promise<typeof FR>>> = {
  fr: async () => (await import('./fr.ts')).FR,
  en: async () => (await import('./en.ts')).EN,
};
const loaded = new Map<Language, Words>();
let office: Readonly<Record<Language, OfficeWords>> | undefined;

/** Loads a language; call before anything speaks it. **Errors** rejects where neither server nor device has it. */
export async function loadWords(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, withOffice(await LOADERS[language](), language));
}

/** Adds the words of the office to what was loaded and to what will be. */
export function addOfficeWords(words: Readonly<Record<Language, OfficeWords>>): void {
  office = words;
  for (const [language, known] of loaded) withOffice(known, language);
}

// Into the same object: a page that is open holds it already.
const withOffice = (words: typeof FR, language: Language): Words =>
  Object.assign(words, { office: office?.[language] }) as Words;

/** The words of a language that was loaded. */
export function wordsOf(language: Language): Words {
  const words = loaded.get(language);
  if (!words) throw new Error(`the words of ${language} are loaded before anything speaks them`);
  return words;
}
