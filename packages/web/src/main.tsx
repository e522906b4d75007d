import { lazy, StrictMode, Suspense, useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './style/index.css';
import { App } from './app.tsx';
import { BrokenScreen } from './shell/broken-screen.tsx';
import { keepFocus } from './shell/keep-focus.ts';
import { showTheme } from './shell/theme.ts';
import { rememberTouches } from './shell/touched.ts';
import { keepFresh } from './shell/update.ts';
import { keep, kept } from './station/keep.ts';
import { openStation } from './station/open-station.ts';
import type { Station } from './station/station.ts';
import { StationContext } from './station/use-station.ts';
import { addWords, loadWords } from './words/dictionaries.ts';
import type { Language } from './words/format.ts';
import { SpeechProvider, speechOf } from './words/words.tsx';

// Seen once in the life of a device.
const EnrolScreen = lazy(async () => ({ default: (await import('./enrol/enrol-screen.tsx')).EnrolScreen }));

function Root(props: { readonly opened: Station | undefined }) {
  const [station, setStation] = useState(props.opened);
  const [language, setLanguage] = useState<Language>(keptLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = useCallback((next: Language) => {
    const speakNext = async () => {
      await loadWords(next);
      keep('language', next);
      setLanguage(next);
    };
    void speakNext().catch((thrown: unknown) => console.error(thrown));
  }, []);
  if (station) {
    return (
      <StationContext value={station}>
        <App language={language} setLanguage={speak} />
      </StationContext>
    );
  }
  return (
    <SpeechProvider speech={speechOf(language, speak, undefined)}>
      <Suspense>
        <EnrolScreen onEnrolled={() => void openStation().then(setStation)} />
      </Suspense>
    </SpeechProvider>
  );
}

/** How often the local database is opened before the page says that it can't be, and the pause between. **Units** ms. */
const OPENS_MAX = 5;
const OPEN_AGAIN_MS = 800;

const keptLanguage = (): Language => (kept('language') === 'en' ? 'en' : 'fr');

showTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
const root = createRoot(document.getElementById('root') ?? document.body);
if (location.pathname === '/ui') {
  // The components on a page of their own: no device, no data.
  await loadWords(keptLanguage());
  addWords((await import('./words/till-words.ts')).TILL_WORDS);
  const { UiPage } = await import('./ui/ui-page.tsx');
  root.render(<UiPage language={keptLanguage()} />);
} else await openApp();

async function openApp(): Promise<void> {
  try {
    const [opened] = await Promise.all([openPatiently(), loadWords(keptLanguage())]);
    root.render(
      <StrictMode>
        <Root opened={opened} />
      </StrictMode>,
    );
  } catch (thrown) {
    console.error(thrown);
    root.render(<BrokenScreen />);
  }
}

/** A browser that was killed, and comes back at once, may find its database still held by what is left of it. */
async function openPatiently(): ReturnType<typeof openStation> {
  for (let tries = 1; ; tries++) {
    try {
      return await openStation();
    } catch (thrown) {
      if (tries >= OPENS_MAX) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, OPEN_AGAIN_MS));
    }
  }
}
rememberTouches();
keepFresh();
keepFocus();
