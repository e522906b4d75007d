import { LossNotice } from '../loss/loss-notice.tsx';
import { Preferences } from '../shell/preferences.tsx';
import { useSpeech } from '../words/words.tsx';
import { enrolDevice } from './enrol-device.ts';
import { EnrolForm } from './enrol-form.tsx';

/** The first page of a new device: a code from the manager, nothing else. */
export function EnrolScreen({ onEnrolled }: { readonly onEnrolled: () => void }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <header className="bar">
        <span className="brand grow">RESTO360</span>
        <Preferences />
      </header>
      <main className="scroll middle">
        <div className="card panel">
          <h1>{words.enrol.title}</h1>
          <p className="muted">{words.enrol.lead}</p>
          <LossNotice />
          <EnrolForm enrol={enrolDevice} onEnrolled={onEnrolled} />
        </div>
      </main>
    </div>
  );
}
