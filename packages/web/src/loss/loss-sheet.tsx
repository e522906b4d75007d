import { useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useLossWords } from '../words/loss-words.ts';
import { LossText } from './loss-text.tsx';
import { useNoted } from './use-noted.ts';

/** Says plainly, at the start, that data of this device are gone, and which numbers with them (SYN-13). */
export function LossSheet() {
  const { found } = useStation();
  const words = useLossWords();
  const noted = useNoted();
  const [isLater, setLater] = useState(false);
  if (isLater) return null;
  const later = () => setLater(true);
  // What the server was not asked yet can't be dealt with.
  const isKnown = found.losses.every(({ missing }) => missing !== null);
  return (
    <Sheet
      title={words.title}
      onClose={later}
      foot={
        <>
          <Button className="grow" {...(isKnown ? {} : { look: 'primary' as const })} onClick={later}>
            {words.later}
          </Button>
          {isKnown && (
            <Button className="grow" look="primary" onClick={noted}>
              {words.noted}
            </Button>
          )}
        </>
      }
    >
      {found.losses.map((loss) => (
        <LossText key={loss.install} loss={loss} />
      ))}
    </Sheet>
  );
}
