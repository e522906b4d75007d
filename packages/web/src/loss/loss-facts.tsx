import { useStation } from '../station/use-station.ts';
import { FactList } from '../health/fact.tsx';
import { Button } from '../ui/button.tsx';
import { useLossWords } from '../words/loss-words.ts';
import { LossText } from './loss-text.tsx';
import { useNoted } from './use-noted.ts';

/** The same on the page about this device, until somebody has dealt with it. */
export function LossFacts() {
  const { found } = useStation();
  const words = useLossWords();
  const noted = useNoted();
  if (found.losses.length === 0) return null;
  const isKnown = found.losses.every(({ missing }) => missing !== null);
  return (
    <FactList title={words.title}>
      {found.losses.map((loss) => (
        <LossText key={loss.install} loss={loss} />
      ))}
      {isKnown && <Button onClick={noted}>{words.noted}</Button>}
    </FactList>
  );
}
