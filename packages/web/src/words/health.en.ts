import type { HEALTH_FR } from './health.fr.ts';
import { plural } from './plural.ts';

const n = plural('en');

/** Words of the page about this device in English. */
export const HEALTH_EN: typeof HEALTH_FR = {
  title: 'Device health',
  waiting: 'What waits here',
  unsent: 'Entries to send',
  nothingWaits: 'none, everything is in the cloud',
  ops: (count) => n(count, { one: '# entry', other: '# entries' }),
  oldest: 'The oldest has waited for',
  syncNow: 'Sync now',
  line: 'The network',
  heard: 'Last answer from the server',
  never: 'not yet',
  skew: 'Clock',
  skewOf: (skewMs, age) => (Math.abs(skewMs) < 1_000 ? 'on time' : skewMs > 0 ? `${age} slow` : `${age} fast`),
  storage: 'The storage',
  persisted: 'The browser',
  kept: 'keeps everything',
  notKept: 'keeps everything while the device has room',
  unknown: 'unknown',
  usage: 'Space used',
  usageOf: (usage, quota) => `${usage} of ${quota}`,
  device: 'This device',
  name: 'Name',
  kind: 'Serves as',
  kinds: { pos: 'till', kitchen: 'kitchen screen', office: 'office' },
  series: 'Series of receipts',
  version: 'Version',
};
