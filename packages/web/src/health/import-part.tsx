import { useRef, useState } from 'react';
import { StoreFailure } from '../store/store-failure.ts';
import type { Station } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDeviceWords } from '../words/device-words.ts';
import { importUnsent, type Imported } from './import-unsent.ts';

type Done = Imported | { readonly kind: 'not_saved' };

/** Takes the file of unsent sales of another device of the restaurant, which could not send them itself (SYN-29). */
export function ImportPart({ onDone }: { readonly onDone: () => void }) {
  const station = useStation();
  const words = useDeviceWords();
  const input = useRef<HTMLInputElement>(null);
  const [done, setDone] = useState<Done>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setDone(await bring(station, file));
    if (input.current) input.current.value = '';
    onDone();
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={words.importUnsent}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button onClick={() => input.current?.click()}>{words.importUnsent}</Button>
      <p className="muted small">{words.importHint}</p>
      {done && (
        <Notice role="status" {...(isWhole(done) ? {} : { tone: 'danger' as const })}>
          {wordsOf(done, words)}
        </Notice>
      )}
    </>
  );
}

async function bring(station: Station, file: File): Promise<Done> {
  try {
    const { restaurant } = station.identity;
    const done = await importUnsent(await file.text(), { store: station, restaurant, nowMs: Date.now() });
    if (done.kind !== 'imported') return done;
    await station.device.load();
    station.changed(true);
    station.syncNow();
    await station.refreshStatus();
    return done;
  } catch (thrown) {
    console.error(thrown);
    if (thrown instanceof StoreFailure) return { kind: 'not_saved' };
    throw thrown;
  }
}

function wordsOf(done: Done, words: ReturnType<typeof useDeviceWords>): string {
  if (done.kind !== 'imported') {
    return done.kind === 'damaged' ? words.fileDamaged(done.line) : words.fileRefused[done.kind];
  }
  const { taken, known, unread, clashing, damage } = done;
  return [
    words.imported(taken),
    ...(unread > 0 ? [words.carriedUnread(unread)] : []),
    ...(known > 0 ? [words.knownBefore(known)] : []),
    ...(clashing > 0 ? [words.clashing(clashing)] : []),
    ...(damage ? [damage.count > 0 ? words.linesDamaged(damage.count, damage.line) : words.fileCut] : []),
  ].join(' ');
}

const isWhole = (done: Done) => done.kind === 'imported' && done.clashing === 0 && done.damage === undefined;
