/** Names of what is kept outside IndexedDB: small, and of no worth to an order. */
export type Kept =
  | 'restaurant'
  | 'claim'
  | 'theme'
  | 'language'
  | 'pin-misses'
  | 'drawer'
  | 'dial-prefix'
  | 'area'
  | 'heard-at'
  | 'kitchen-station'
  | 'kitchen-density'
  | 'kitchen-sound'
  | 'kitchen-seen'
  | 'inbox-sound'
  | 'told-matters'
  | 'canaries'
  | 'losses'
  | 'devices';

/** What was kept under a name; null when nothing was, or when this browser keeps nothing. */
export function kept(name: Kept): string | null {
  try {
    return localStorage.getItem(`resto360.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a text under a name; null forgets it. A browser that keeps nothing is no reason to stop. */
export function keep(name: Kept, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`resto360.${name}`);
    else localStorage.setItem(`resto360.${name}`, value);
  } catch {
    // Private windows and full disks refuse; what is kept here can be asked again.
  }
}
