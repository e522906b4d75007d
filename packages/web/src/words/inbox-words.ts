import { INBOX_EN } from './inbox.en.ts';
import { INBOX_FR } from './inbox.fr.ts';
import { addWords } from './dictionaries.ts';
import { REFUSALS_EN } from './refusals.en.ts';
import { REFUSALS_FR } from './refusals.fr.ts';
import { useSpeech } from './words.tsx';

// A kitchen opens the inbox too, and may be refused there what it is refused nowhere else.
addWords({ fr: { refusals: REFUSALS_FR }, en: { refusals: REFUSALS_EN } });

/** The words of the inbox in the language of the page. Both come with its pages: nobody waits for them on a dead line. */
export function useInboxWords(): typeof INBOX_FR {
  return useSpeech().language === 'fr' ? INBOX_FR : INBOX_EN;
}
