import { useInboxWords } from '../words/inbox-words.ts';
import { useSpeech } from '../words/words.tsx';
import type { Telling } from './tell.ts';

/** What the inbox speaks with, in the language of the page. */
export function useTelling(): Telling {
  const { words, formats } = useSpeech();
  return { words: useInboxWords(), formats, tableOf: words.tables.table };
}
