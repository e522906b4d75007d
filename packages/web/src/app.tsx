import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { find, settings, staff } from '@resto360/domain';
import { DownloadScreen } from './enrol/download-screen.tsx';
import { NotSavedSheet } from './shell/not-saved-sheet.tsx';
import { placeAt, settlePlace, type Place } from './shell/place.ts';
import { useRoute } from './shell/route.ts';
import { useLock } from './shell/use-lock.ts';
import { StaffScreen } from './staff/staff-screen.tsx';
import { rememberPerson, rememberedPerson, type Person } from './staff/staff-session.ts';
import { Cover } from './ui/cover.tsx';
import { addOfficeWords } from './words/dictionaries.ts';
import type { Language } from './words/format.ts';
import { SpeechProvider, useSpeechOf } from './words/words.tsx';
import { useStation } from './station/use-station.ts';

/** What the pages of a station are given. */
type Pages = { readonly person: Person; readonly onLeave: () => void };

// Each station is loaded when it is opened; the service worker keeps all of them, so that a switch needs no server.
const PAGES: Readonly<Record<Place | 'health', ComponentType<Pages>>> = {
  pos: lazy(async () => ({ default: (await import('./pos/pos-pages.tsx')).PosPages })),
  kitchen: lazy(async () => ({ default: (await import('./kitchen/ticket-board.tsx')).TicketBoard })),
  office: lazy(async () => {
    const [pages, words] = await Promise.all([import('./office/office-pages.tsx'), import('./words/office-words.ts')]);
    addOfficeWords(words.OFFICE_WORDS);
    return { default: pages.OfficePages };
  }),
  health: lazy(async () => ({ default: (await import('./health/health-screen.tsx')).HealthScreen })),
};

/** An enrolled device: the first download, then who works, then the pages of the station in the address. */
export function App(props: { readonly language: Language; readonly setLanguage: (language: Language) => void }) {
  const station = useStation();
  const [personId, setPersonId] = useState(rememberedPerson);
  const route = useRoute();
  const place = placeAt(location.pathname, station.identity.kind);
  useEffect(() => settlePlace(place), [place]);
  const house = find(station.view, settings, station.identity.restaurant);
  const person = personId === null ? undefined : find(station.view, staff, personId);
  const [isLocked, unlock] = useLock(person?.active === true);
  const enter = (id: string | null) => {
    rememberPerson(id);
    setPersonId(id);
    unlock();
  };
  const leave = () => enter(null);
  const speech = useSpeechOf(props.language, props.setLanguage, house);
  const Page = PAGES[route.page === 'health' ? 'health' : place];
  return (
    <SpeechProvider speech={speech}>
      {station.download ? (
        <DownloadScreen />
      ) : !person?.active ? (
        <StaffScreen onIn={(one) => enter(one.id)} />
      ) : (
        <Suspense key={person.id}>
          <Page person={person} onLeave={leave} />
        </Suspense>
      )}
      {/* A kitchen screen is everybody's, and nobody can type a PIN with wet hands. */}
      {isLocked && person?.active && place !== 'kitchen' && (
        <Cover label={speech.words.staff.title}>
          <StaffScreen onIn={(one) => enter(one.id)} />
        </Cover>
      )}
      {station.notSaved && <NotSavedSheet why={station.notSaved} onRead={() => station.dismissNotSaved()} />}
    </SpeechProvider>
  );
}
