import { LOSS_EN } from './loss.en.ts';
import { LOSS_FR } from './loss.fr.ts';
import { useSpeech } from './words.tsx';

/** The words about data that are gone, in the language of the page. */
export const useLossWords = (): typeof LOSS_FR => (useSpeech().language === 'en' ? LOSS_EN : LOSS_FR);
