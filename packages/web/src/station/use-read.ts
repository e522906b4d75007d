import { useCallback, useEffect, useState } from 'react';
import type { Station } from './station.ts';
import { useStation } from './use-station.ts';

/**
 * What a page reads from the disk or the browser, again whenever something changed and now and then; never twice at
 * once, and not more often than every `paceMs`. `read` stays the same between renders. **Units** ms.
 */
export function useRead<T>(read: (station: Station) => Promise<T>, paceMs: number): [T | undefined, () => void] {
  const station = useStation();
  const [value, setValue] = useState<T>();
  const look = useCallback(() => void read(station).then(setValue, console.error), [station, read]);
  useEffect(() => {
    let [isStale, isReading, isGone] = [true, false, false];
    const turn = async () => {
      if (!isStale || isReading) return;
      [isStale, isReading] = [false, true];
      const found = await read(station).catch((thrown: unknown) => console.error(thrown));
      isReading = false;
      if (found !== undefined && !isGone) setValue(found);
    };
    void turn();
    const off = station.subscribe(() => (isStale = true));
    const timer = setInterval(() => void turn(), paceMs);
    return () => {
      isGone = true;
      off();
      clearInterval(timer);
    };
  }, [station, read, paceMs]);
  return [value, look];
}
