import type { KITCHEN_FR } from './kitchen.fr.ts';

/** Words of the kitchen screen in English. */
export const KITCHEN_EN: typeof KITCHEN_FR = {
  title: 'Kitchen',
  all: 'All stations',
  none: 'No ticket is waiting.',
  noStation: 'No station',
  start: 'Start',
  ready: 'Ready',
  waiting: (age) => `for ${age}`,
  age: { fresh: 'on time', slow: 'slow', late: 'late' },
  cancelled: 'cancelled',
  stale: 'Offline: new tickets may be missing.',
};
