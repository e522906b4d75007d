import { REFUSALS_EN } from './refusals.en.ts';
import { REFUSALS_FR } from './refusals.fr.ts';
import { TILL_EN } from './till.en.ts';
import { TILL_FR } from './till.fr.ts';

/** The words of orders, money and paper, in every language: they come with the pages of the till and of the office. */
export const TILL_WORDS = {
  fr: { ...TILL_FR, refusals: REFUSALS_FR },
  en: { ...TILL_EN, refusals: REFUSALS_EN },
} as const;
