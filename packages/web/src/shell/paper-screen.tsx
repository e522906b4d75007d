import { useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Cover } from '../ui/cover.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSpeech } from '../words/words.tsx';

/**
 * The disk is full and nothing more can be given up for an op: over everything it says that nothing was saved, and that
 * work goes on with paper (SYN-16). It goes when the disk takes something again, or to look something up.
 */
export function PaperScreen() {
  const station = useStation();
  const { words } = useSpeech();
  const [state, setState] = useState<'idle' | 'trying' | 'still'>('idle');
  const tryAgain = async () => {
    setState('trying');
    if (!(await station.tryDisk())) setState('still');
  };
  return (
    <Cover label={words.paper.title}>
      <main className="page scroll middle">
        <div className="card panel">
          <h1>{words.paper.title}</h1>
          <Notice tone="danger" role="alert">
            {words.notSaved.full}
          </Notice>
          <p>{words.paper.write}</p>
          <p>{words.paper.before}</p>
          <p>{words.paper.room}</p>
          <p className="refusal" role="status">
            {state === 'still' ? words.paper.still : ''}
          </p>
          <Button look="primary" isBusy={state === 'trying'} onClick={() => void tryAgain()}>
            {words.paper.again}
          </Button>
          <Button onClick={() => station.dismissNotSaved()}>{words.paper.look}</Button>
        </div>
      </main>
    </Cover>
  );
}
