import { lazy, Suspense, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';

// Kept by the service worker like everything else: it opens with no server too.
const PreferencesSheet = lazy(async () => ({ default: (await import('./preferences-sheet.tsx')).PreferencesSheet }));

/**
 * The other pages, the other stations, language and appearance: one tap away on every page. `pages` only where
 * a person is known: before that there is nowhere to go.
 */
export function Preferences({ pages = false }: { readonly pages?: boolean }) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="icon" aria-label={words.app.menu} onClick={() => setOpen(true)}>
        ☰
      </Button>
      <Suspense>{open && <PreferencesSheet pages={pages} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
