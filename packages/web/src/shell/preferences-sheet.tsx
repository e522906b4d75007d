import { useState } from 'react';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { PLACES_OF, placeAt } from './place.ts';
import { addressOf } from './route.ts';
import { Sheet } from '../ui/sheet.tsx';
import { THEMES, applyTheme, keptTheme } from './theme.ts';

/** What the menu of every page holds: the other pages, the other stations, language and appearance. */
export function PreferencesSheet(props: { readonly pages: boolean; readonly onClose: () => void }) {
  const { pages, onClose } = props;
  const { words, language, setLanguage } = useSpeech();
  const [theme, setTheme] = useState(keptTheme);
  return (
    <Sheet title={words.app.menu} onClose={onClose}>
      {pages && <Pages onGo={onClose} />}
      <Button className="wide" onClick={() => setLanguage(language === 'fr' ? 'en' : 'fr')}>
        {words.app.language}
      </Button>
      <fieldset className="choices">
        <legend>{words.app.theme}</legend>
        {THEMES.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="theme"
              checked={theme === one}
              onChange={() => {
                applyTheme(one);
                setTheme(one);
              }}
            />
            <span className="grow">{words.app[one]}</span>
          </label>
        ))}
      </fieldset>
    </Sheet>
  );
}

function Pages({ onGo }: { readonly onGo: () => void }) {
  const { identity } = useStation();
  const { words } = useSpeech();
  const here = placeAt(location.pathname, identity.kind);
  return (
    <nav className="nav-list" aria-label={words.nav.menu}>
      {PAGES[here].map((page) => (
        <ButtonLink className="wide" key={page} href={addressOf({ page })} onClick={onGo}>
          {words.nav[page]}
        </ButtonLink>
      ))}
      {PLACES_OF[identity.kind]
        .filter((place) => place !== here)
        .map((place) => (
          <ButtonLink className="wide" key={place} href={`/${place}`}>
            {words.nav.place[place]} →
          </ButtonLink>
        ))}
    </nav>
  );
}

// The office finds its own pages beside its title.
const PAGES = {
  pos: ['tables', 'orders', 'payments', 'shift', 'inbox', 'health'],
  kitchen: ['health'],
  office: ['health'],
} as const;
