import { INBOX_EN } from './inbox.en.ts';
import { INBOX_FR } from './inbox.fr.ts';
import { useSpeech } from './words.tsx';

/** The words of the inbox in the language of the page. Both come with its pages: nobody waits for them on a dead line. */
export function useInboxWords(): typeof INBOX_FR {
  return useSpeech().language === 'fr' ? INBOX_FR : INBOX_EN;
}
