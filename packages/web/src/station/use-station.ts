import { createContext, use, useSyncExternalStore } from 'react';
import type { Station } from './station.ts';

/** The station that the screens inside drive. */
export const StationContext = createContext<Station | undefined>(undefined);

/** The station, and a repaint whenever something to be seen changed. */
export function useStation(): Station {
  const station = use(StationContext);
  if (!station) throw new Error('a screen stands inside a StationContext');
  useSyncExternalStore(station.subscribe, () => station.version);
  return station;
}
