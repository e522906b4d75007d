import { OFFICE_EN } from './office.en.ts';
import { OFFICE_FR } from './office.fr.ts';

/** The words that only the pages of the office say, in every language: they come with those pages. */
export const OFFICE_WORDS = { fr: OFFICE_FR, en: OFFICE_EN } as const;
