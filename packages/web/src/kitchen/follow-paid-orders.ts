import type { Station } from '../station/station.ts';
import { coalesced } from '../sync/coalesced.ts';

/** Orders begun last that a board looks through: more than a house has at the fire at once. */
const LOOKED_AT = 300;

/**
 * Brings orders into the view that are paid already and perhaps not cooked yet: at the start, and each time the rows
 * were read again, which brings open orders only. Where guests pay first, an order may open and close between two such
 * looks, and the kitchen works for it all the same. Answers how to stop.
 */
export function followPaidOrders(station: Station): () => void {
  let lookedAt = station.houseVersion;
  const look = coalesced(async () => {
    await station.device.loadLastOrders(LOOKED_AT);
    station.changed();
  });
  look();
  return station.subscribe(() => {
    if (station.houseVersion === lookedAt) return;
    lookedAt = station.houseVersion;
    look();
  });
}
