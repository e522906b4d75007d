import type { Id } from '@resto360/domain';
import { listJudged } from '@resto360/sync/client';
import { Button } from '../ui/button.tsx';
import type { Station } from '../station/station.ts';
import { useRead } from '../station/use-read.ts';
import { useStation } from '../station/use-station.ts';
import { useDeviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/words.tsx';

type Refused = { readonly id: Id; readonly code: string; readonly kind: string; readonly at: number | null };

/** **Units** ms. */
const LOOK_MS = 2_000;

/** Changes of the house that the server refused: what they were, and that a person has read it. */
export function RefusedEdits() {
  const station = useStation();
  const { words, formats } = useSpeech();
  const device = useDeviceWords();
  const [found, look] = useRead(readRefused, LOOK_MS);
  if (!found || found.refused.length === 0) return null;
  const { refused, before } = found;
  const read = async () => {
    await station.device.acknowledgeRejected();
    await station.refreshStatus();
    look();
  };
  return (
    <section className="notice danger stack health-refused" aria-label={device.refused}>
      <h2>{device.refused}</h2>
      <p>{device.refusedHint}</p>
      <ul>
        {refused.map((one) => (
          <li key={one.id}>
            {device.kindOf(one.kind)}
            {one.at !== null && ` · ${formats.time(one.at)}`} · {device.refusedWhy(one.code)}
          </li>
        ))}
      </ul>
      {before > 0 && <p>{device.refusedBefore(before)}</p>}
      <Button onClick={() => void read()}>{words.notSaved.understood}</Button>
    </section>
  );
}

/** The last edits that were refused, and how many more there were before them. */
async function readRefused(station: Station): Promise<{ refused: readonly Refused[]; before: number }> {
  return station.read(async (tx) => {
    const { rejected = [], rejectedBefore: before = 0 } = (await tx.meta('notices')) ?? {};
    const waiting = await listJudged(tx);
    const refused = await Promise.all(
      rejected.map(async ({ id, code }): Promise<Refused> => {
        const entry = (await tx.get('recorder', id)) ?? waiting.find((one) => one.id === id);
        const kind = entry ? (JSON.parse(entry.body) as { readonly kind: string }).kind : '';
        return { id, code, kind, at: entry?.recordedAt ?? null };
      }),
    );
    return { refused, before };
  });
}
