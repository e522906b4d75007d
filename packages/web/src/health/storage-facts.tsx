import type { DeviceFacts } from '@resto360/sync';
import { useState } from 'react';
import { useSpeech } from '../words/words.tsx';
import { bytesText } from './bytes-text.ts';
import { Fact, FactList } from './fact.tsx';
import { keptWords } from './kept-words.ts';

/** What the browser keeps, and whether it promised not to throw it away; a person may ask it to. */
export function StorageFacts({ facts, onLook }: { readonly facts: DeviceFacts; readonly onLook: () => void }) {
  const { words, language } = useSpeech();
  const [answer, setAnswer] = useState<boolean>();
  const { persisted, usageBytes, quotaBytes } = facts;
  const ask = async () => {
    const { storage } = navigator as { readonly storage?: StorageManager };
    setAnswer((await storage?.persist().catch(() => false)) ?? false);
    onLook();
  };
  return (
    <FactList title={words.health.storage}>
      <Fact label={words.health.persisted} state={persisted === true ? 'good' : undefined}>
        {keptWords(persisted, words)}
      </Fact>
      <Fact label={words.health.usage}>
        {usageBytes === null
          ? words.health.unknown
          : words.health.usageOf(
              bytesText(usageBytes, language),
              quotaBytes === null ? '?' : bytesText(quotaBytes, language),
            )}
      </Fact>
      {persisted !== true && (
        <>
          <p className="muted small">{words.health.notKeptHint}</p>
          <button type="button" className="button" onClick={() => void ask()}>
            {words.health.askToKeep}
          </button>
        </>
      )}
      {answer !== undefined && (
        <p className="notice" role="status">
          {answer ? words.health.keptNow : words.health.keptNot}
        </p>
      )}
    </FactList>
  );
}
