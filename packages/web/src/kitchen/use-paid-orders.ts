import { useEffect } from 'react';
import { useStation } from '../station/use-station.ts';

/** Orders begun last that a start looks through: more than a house has at the fire at once. */
const LOOKED_AT = 300;

/**
 * Brings back orders that are paid already and perhaps not cooked yet: a start loads open orders only, and where guests
 * pay first the kitchen works for closed ones.
 */
export function usePaidOrders(): void {
  const station = useStation();
  useEffect(() => {
    const load = async () => {
      await station.device.loadLastOrders(LOOKED_AT);
      station.changed();
    };
    void load().catch((thrown: unknown) => console.error(thrown));
  }, [station]);
}
