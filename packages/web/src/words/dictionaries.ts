import type { Language } from './format.ts';
import type { FR } from './fr.ts';
import type { OFFICE_FR } from './office.fr.ts';
import type { REFUSALS_FR } from './refusals.fr.ts';
import type { TILL_FR } from './till.fr.ts';

/**
 * The dictionary of a language; the compiler sees that none misses a word. The words of the till, and `office`, are there
 * once pages that speak them are opened: no others may (kitchen, device health, enrolment).
 */
export type Words = typeof FR & PageWords;
type PageWords = typeof TILL_FR & { readonly office: typeof OFFICE_FR; readonly refusals: typeof REFUSALS_FR };

// One language is loaded at a start; the service worker keeps the others, so that a switch needs no server.
const LOADERS: Readonly<Record<Language, () => Promise<typeof FR>>> = {
  fr: async () => (await import('./fr.ts')).FR,
  en: async () => (await import('./en.ts')).EN,
};
const loaded = new Map<Language, Words>();
const ofPages: Record<Language, Partial<PageWords>> = { fr: {}, en: {} };

/** Loads a language; call before anything speaks it. **Errors** rejects where neither server nor device has it. */
export async function loadWords(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, Object.assign(await LOADERS[language](), ofPages[language]) as Words);
}

/** Adds the words of some pages to what was loaded and to what will be. */
export function addWords(words: Readonly<Record<Language, Partial<PageWords>>>): void {
  for (const language of Object.keys(ofPages) as Language[]) Object.assign(ofPages[language], words[language]);
  // Into the same object: a page that is open holds it already.
  for (const [language, known] of loaded) Object.assign(known, words[language]);
}

/** The words of a language that was loaded. */
export function wordsOf(language: Language): Words {
  const words = loaded.get(language);
  if (!words) throw new Error(`the words of ${language} are loaded before anything speaks them`);
  return words;
}
