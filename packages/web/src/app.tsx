import { useState } from 'react';
import { find, settings, staff } from '@resto360/domain';
import { DownloadScreen } from './enrol/download-screen.tsx';
import { TicketBoard } from './kitchen/ticket-board.tsx';
import { PosPages } from './pos/pos-pages.tsx';
import { NotSavedSheet } from './shell/not-saved-sheet.tsx';
import { StaffScreen } from './staff/staff-screen.tsx';
import { rememberPerson, rememberedPerson } from './staff/staff-session.ts';
import type { Language } from './words/format.ts';
import { SpeechProvider, speechOf } from './words/words.tsx';
import { useStation } from './station/use-station.ts';

/** An enrolled device: the first download, then who works, then the pages of its kind. */
export function App(props: { readonly language: Language; readonly setLanguage: (language: Language) => void }) {
  const station = useStation();
  const [personId, setPersonId] = useState(rememberedPerson);
  const house = find(station.view, settings, station.identity.restaurant);
  const person = personId === null ? undefined : find(station.view, staff, personId);
  const enter = (id: string | null) => {
    rememberPerson(id);
    setPersonId(id);
  };
  const leave = () => enter(null);
  return (
    <SpeechProvider speech={speechOf(props.language, props.setLanguage, house)}>
      {station.download ? (
        <DownloadScreen />
      ) : !person?.active ? (
        <StaffScreen onIn={(one) => enter(one.id)} />
      ) : station.identity.kind === 'kitchen' ? (
        <TicketBoard person={person} onLeave={leave} />
      ) : (
        <PosPages person={person} onLeave={leave} />
      )}
      {station.notSaved && <NotSavedSheet why={station.notSaved} onRead={() => station.dismissNotSaved()} />}
    </SpeechProvider>
  );
}
