import type { Language } from './format.ts';
import type { FR } from './fr.ts';

/** The dictionary of a language; the compiler sees that none misses a word. */
export type Words = typeof FR;

// One language is loaded at a start; the service worker keeps the others, so that a switch needs no server.
const LOADERS: Readonly<Record<Language, () => Promise<Words>>> = {
  fr: async () => (await import('./fr.ts')).FR,
  en: async () => (await import('./en.ts')).EN,
};
const loaded = new Map<Language, Words>();

/** Loads a language; call before anything speaks it. **Errors** rejects where neither server nor device has it. */
export async function loadWords(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, await LOADERS[language]());
}

/** The words of a language that was loaded. */
export function wordsOf(language: Language): Words {
  const words = loaded.get(language);
  if (!words) throw new Error(`the words of ${language} are loaded before anything speaks them`);
  return words;
}
