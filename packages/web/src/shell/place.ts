import type { DeviceKind } from '@resto360/sync';

/** The stations of the app, each at an address of its own and loaded when it is opened. */
export const PLACES = ['pos', 'kitchen', 'office'] as const;
export type Place = (typeof PLACES)[number];

/**
 * What a kind of device may open, its own station first. A kitchen screen holds no money and stays in the kitchen; a
 * till may show the kitchen's tickets, an office all three.
 */
export const PLACES_OF: Readonly<Record<DeviceKind, readonly [Place, ...Place[]]>> = {
  pos: ['pos', 'kitchen'],
  kitchen: ['kitchen'],
  office: ['office', 'pos', 'kitchen'],
};

/** The station that an address means for a kind of device; the device's own where it may not open another. */
export function placeAt(pathname: string, kind: DeviceKind): Place {
  const asked = pathname.split('/')[1];
  const places = PLACES_OF[kind];
  return places.find((place) => place === asked) ?? places[0];
}

/** Writes the station into the address, so that a reload with no server, or a shortcut, comes back to it. */
export function settlePlace(place: Place): void {
  if (location.pathname !== `/${place}`) history.replaceState(null, '', `/${place}${location.hash}`);
}
