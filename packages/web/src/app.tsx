import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { find, settings, staff } from '@resto360/domain';
import { DownloadScreen } from './enrol/download-screen.tsx';
import { Locked } from './shell/locked.ts';
import { NotSavedSheet } from './shell/not-saved-sheet.tsx';
import { PaperScreen } from './shell/paper-screen.tsx';
import { placeAt, settlePlace, type Place } from './shell/place.ts';
import { useRoute } from './shell/route.ts';
import { useLock } from './shell/use-lock.ts';
import { StaffScreen } from './staff/staff-screen.tsx';
import { rememberPerson, rememberedPerson, type Person } from './staff/staff-session.ts';
import { Cover } from './ui/cover.tsx';
import { addWords } from './words/dictionaries.ts';
import type { Language } from './words/format.ts';
import { SpeechProvider, useSpeechOf } from './words/words.tsx';
import { useStation } from './station/use-station.ts';

// Most devices never see it.
const LossSheet = lazy(async () => ({ default: (await import('./loss/loss-sheet.tsx')).LossSheet }));

/** What the pages of a station are given. */
type Pages = { readonly person: Person; readonly onLeave: () => void };

// Each station is loaded when it is opened; the service worker keeps all of them, so that a switch needs no server.
const PAGES: Readonly<Record<Place | 'health', ComponentType<Pages>>> = {
  pos: lazy(async () => {
    const [pages, words] = await Promise.all([import('./pos/pos-pages.tsx'), import('./words/till-words.ts')]);
    addWords(words.TILL_WORDS);
    return { default: pages.PosPages };
  }),
  kitchen: lazy(async () => ({ default: (await import('./kitchen/ticket-board.tsx')).TicketBoard })),
  office: lazy(async () => {
    const [pages, words, tillWords] = await Promise.all([
      import('./office/office-pages.tsx'),
      import('./words/office-words.ts'),
      import('./words/till-words.ts'),
    ]);
    addWords(tillWords.TILL_WORDS);
    addWords({ fr: { office: words.OFFICE_WORDS.fr }, en: { office: words.OFFICE_WORDS.en } });
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
          <Locked value={isLocked}>
            <Page person={person} onLeave={leave} />
          </Locked>
        </Suspense>
      )}
      {/* A kitchen screen is everybody's, and nobody can type a PIN with wet hands. */}
      {isLocked && person?.active && place !== 'kitchen' && (
        <Cover label={speech.words.staff.title}>
          <StaffScreen onIn={(one) => enter(one.id)} />
        </Cover>
      )}
      <Suspense>{station.found.losses.length > 0 && <LossSheet />}</Suspense>
      {station.notSaved === 'full' && <PaperScreen />}
      {station.notSaved && station.notSaved !== 'full' && (
        <NotSavedSheet why={station.notSaved} onRead={() => station.dismissNotSaved()} />
      )}
    </SpeechProvider>
  );
}
