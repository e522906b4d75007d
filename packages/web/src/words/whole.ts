import type { Words } from './dictionaries.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';
import { OFFICE_WORDS } from './office-words.ts';
import { TILL_WORDS } from './till-words.ts';

/** Whole dictionaries, for tests: the app loads their parts one by one. */
export const WHOLE: { readonly fr: Words; readonly en: Words } = {
  fr: { ...FR, ...TILL_WORDS.fr, office: OFFICE_WORDS.fr },
  en: { ...EN, ...TILL_WORDS.en, office: OFFICE_WORDS.en },
};
