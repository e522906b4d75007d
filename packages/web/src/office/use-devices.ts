import { useCallback, useEffect, useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { readDevices, rememberedDevices, type KnownDevices } from './devices-api.ts';

/** How often the list is asked for while a page shows it. **Units** ms. */
const LOOK_MS = 20_000;

/** The devices as last told, asked for again now and then; with a dead line the last answer and its age remain. */
export function useDevices(): {
  readonly known: KnownDevices | undefined;
  readonly failed: boolean;
  readonly look: () => Promise<void>;
} {
  const { identity } = useStation();
  const [known, setKnown] = useState<KnownDevices | undefined>(() => rememberedDevices(identity));
  const [failed, setFailed] = useState(false);
  const look = useCallback(async () => {
    try {
      setKnown(await readDevices(identity));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [identity]);
  useEffect(() => {
    const first = setTimeout(() => void look(), 0);
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [look]);
  return { known, failed, look };
}
