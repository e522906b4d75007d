import type { DeviceFacts } from '@resto360/sync';
import { useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { Button } from '../ui/button.tsx';
import { useDeviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/words.tsx';
import { bytesText } from './bytes-text.ts';
import { Fact, FactList } from './fact.tsx';
import { keptWords } from './kept-words.ts';

/** What the browser keeps, and whether it promised not to throw it away; a person may ask it to. */
export function StorageFacts({ facts, onLook }: { readonly facts: DeviceFacts; readonly onLook: () => void }) {
  const { words, language } = useSpeech();
  const device = useDeviceWords();
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
          <p className="muted small">{device.notKeptHint}</p>
          <Button onClick={() => void ask()}>{device.askToKeep}</Button>
        </>
      )}
      {answer !== undefined && <Notice role="status">{answer ? device.keptNow : device.keptNot}</Notice>}
    </FactList>
  );
}
