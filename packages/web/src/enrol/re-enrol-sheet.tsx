import { useStation } from '../station/use-station.ts';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useSpeech } from '../words/words.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { reEnrolDevice } from './re-enrol-device.ts';

/** A new code for a device that the server no longer lets in, or that is a copy: what waits here is kept, and says so. */
export function ReEnrolSheet({ onClose }: { readonly onClose: () => void }) {
  const station = useStation();
  const { words } = useSpeech();
  const { waiting } = station.status;
  return (
    <Sheet title={words.enrol.again} onClose={onClose}>
      <Notice>{waiting === 0 ? words.enrol.againNothing : words.enrol.againKept(waiting)}</Notice>
      <p className="muted">{words.enrol.againLead}</p>
      <EnrolForm enrol={(code, name) => reEnrolDevice(station, code, name)} />
    </Sheet>
  );
}
