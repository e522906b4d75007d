import { useEffect, useState } from 'react';
import { useLossWords } from '../words/loss-words.ts';
import { LossText } from './loss-text.tsx';
import { noticeLosses, type Noticed } from './notice-losses.ts';
import { StrayNotice } from './stray-notice.tsx';

/** On a device that knows nobody: what was wiped from it, and what of others still waits here (SYN-13). */
export function LossNotice() {
  const words = useLossWords();
  const [{ losses, strays }, setNoticed] = useState<Noticed>({ losses: [], strays: [] });
  useEffect(() => void noticeLosses().then(setNoticed, (thrown: unknown) => console.error(thrown)), []);
  return (
    <>
      {losses.length > 0 && (
        <>
          <h2>{words.title}</h2>
          {losses.map((loss) => (
            <LossText key={loss.install} loss={loss} />
          ))}
          <p>{words.enrolAgain}</p>
        </>
      )}
      <StrayNotice strays={strays} />
    </>
  );
}
