import { useState } from 'react';
import { useSpeech } from '../words/words.tsx';
import { Sheet } from './sheet.tsx';
import { THEMES, applyTheme, keptTheme } from './theme.ts';

/** Language and appearance, one tap away on every page. */
export function Preferences() {
  const { words, language, setLanguage } = useSpeech();
  const [open, setOpen] = useState(false);
  const [theme, setTheme] = useState(keptTheme);
  return (
    <>
      <button type="button" className="button icon" aria-label={words.app.menu} onClick={() => setOpen(true)}>
        ⚙
      </button>
      {open && (
        <Sheet title={words.app.menu} onClose={() => setOpen(false)}>
          <button type="button" className="button wide" onClick={() => setLanguage(language === 'fr' ? 'en' : 'fr')}>
            {words.app.language}
          </button>
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
      )}
    </>
  );
}
