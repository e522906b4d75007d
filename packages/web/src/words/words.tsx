import { createContext, use, useMemo, type ReactNode } from 'react';
import { wordsOf, type Words } from './dictionaries.ts';
import { formatsOf, type Formats, type Language } from './format.ts';

export type { Words } from './dictionaries.ts';

/** What every screen speaks with. */
export type Speech = {
  readonly language: Language;
  readonly words: Words;
  readonly formats: Formats;
  readonly setLanguage: (language: Language) => void;
};

const Speaking = createContext<Speech | undefined>(undefined);

/** Gives a part of the page its language and the restaurant's formats. */
export function SpeechProvider(props: { readonly speech: Speech; readonly children: ReactNode }) {
  return <Speaking value={props.speech}>{props.children}</Speaking>;
}

/** The speech of a language; before enrolment there is no restaurant, and money is not spoken of. */
export function speechOf(
  language: Language,
  setLanguage: (language: Language) => void,
  house: { readonly currency: Parameters<typeof formatsOf>[1]; readonly timezone: string } | undefined,
): Speech {
  const formats = formatsOf(language, house?.currency ?? 'XOF', house?.timezone);
  return { language, words: wordsOf(language), formats, setLanguage };
}

/** The same, made anew only when one of them changed: formats cost milliseconds, and every tap draws the page. */
export function useSpeechOf(
  language: Language,
  setLanguage: (language: Language) => void,
  house: { readonly currency: Parameters<typeof formatsOf>[1]; readonly timezone: string } | undefined,
): Speech {
  const { currency, timezone } = house ?? {};
  return useMemo(() => {
    const known = currency === undefined || timezone === undefined ? undefined : { currency, timezone };
    return speechOf(language, setLanguage, known);
  }, [language, setLanguage, currency, timezone]);
}

/** The words and formats of the part of the page that asks. */
export function useSpeech(): Speech {
  const speech = use(Speaking);
  if (!speech) throw new Error('a screen stands inside a SpeechProvider');
  return speech;
}
