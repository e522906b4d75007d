import type { DeviceHealth } from '@resto360/sync';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { revokeDevice } from './devices-api.ts';
import { unsentTold } from './unsent-told.ts';

/** Before a device loses its right: what happens to what waits on it. This cannot be undone, so it is said first. */
export function RevokeSheet(props: {
  readonly device: DeviceHealth;
  /** Since it spoke last; null where it never did. **Units** ms. */
  readonly agoMs: number | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { device, agoMs, onDone, onClose } = props;
  const { identity } = useStation();
  const { words } = useSpeech();
  const [problem, setProblem] = useState('');
  const unsent = device.health?.unsent ?? 0;
  const told = unsentTold(device.health, agoMs);
  const revoke = async () => {
    try {
      await revokeDevice(identity, device.install);
      onDone();
      onClose();
    } catch {
      setProblem(words.office.noAnswer);
    }
  };
  return (
    <Sheet
      title={words.office.revokeTitle(device.name)}
      onClose={onClose}
      foot={
        <>
          <Button className="grow" onClick={onClose}>
            {words.app.cancel}
          </Button>
          <Button look="danger" className="grow" onClick={() => void revoke()}>
            {words.office.revokeNow}
          </Button>
        </>
      }
    >
      <p className={unsent > 0 || told === 'unknown' ? 'notice danger' : 'notice'}>
        {unsent > 0
          ? words.office.revokeUnsent(unsent)
          : told === 'unknown'
            ? words.office.revokeUnknown
            : words.office.revokeNothing}
      </p>
      <p>{words.office.revokeWhat}</p>
      <p className="muted">{words.office.revokeAgain}</p>
      <p className="refusal" role="alert">
        {problem}
      </p>
    </Sheet>
  );
}
