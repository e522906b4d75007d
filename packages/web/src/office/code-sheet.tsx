import { useState } from 'react';
import { DeviceKind } from '@resto360/sync';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useNow } from '../shell/use-now.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { codeForDevice } from './devices-api.ts';

/** A one-time code for a new device: what it is for, then eight characters to type there. */
export function CodeSheet({ onClose }: { readonly onClose: () => void }) {
  const { identity } = useStation();
  const { words, formats } = useSpeech();
  const [made, setMade] = useState<{ readonly code: string; readonly expiresAt: number }>();
  const [problem, setProblem] = useState('');
  const now = useNow(1_000);
  const make = async (kind: DeviceKind) => {
    setProblem('');
    try {
      setMade(await codeForDevice(identity, kind));
    } catch {
      setProblem(words.office.noAnswer);
    }
  };
  const leftMs = made ? made.expiresAt - now : 0;
  return (
    <Sheet title={words.office.newDevice} onClose={onClose}>
      {made ? (
        <>
          <output className="office-code">
            {made.code.slice(0, 4)} {made.code.slice(4)}
          </output>
          <p className="muted">{words.office.codeHint}</p>
          <p className="mono office-address">{location.origin}</p>
          <p className="muted small">
            {leftMs > 0 ? words.office.codeLeft(formats.age(leftMs)) : words.office.codeOver}
          </p>
          {leftMs <= 0 && (
            <Button look="primary" onClick={() => setMade(undefined)}>
              {words.office.codeAgain}
            </Button>
          )}
        </>
      ) : (
        <>
          <p className="muted">{words.office.codeFor}</p>
          {Object.values(DeviceKind).map((kind) => (
            <Button key={kind} className="wide office-choice" onClick={() => void make(kind)}>
              {words.health.kinds[kind]}
            </Button>
          ))}
        </>
      )}
      <p className="refusal" role="alert">
        {problem}
      </p>
    </Sheet>
  );
}
