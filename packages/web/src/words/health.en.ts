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
  exportUnsent: 'Export what waits',
  exportHint:
    'The export is a file of what is not in the cloud yet. Nothing is erased here: it will all be sent as well.',
  exported: (count) =>
    n(count, { one: '# entry is in the file, and still here.', other: '# entries are in the file, and still here.' }),
  line: 'The network',
  heard: 'Last answer from the server',
  never: 'not yet',
  channel: 'News come',
  live: 'live',
  polling: 'by asking every 10 seconds',
  otherTab: 'through the other tab',
  tab: 'This tab',
  leads: 'syncs the device',
  follows: 'another tab syncs',
  skew: 'Clock',
  skewOf: (skewMs, age) => (Math.abs(skewMs) < 1_000 ? 'on time' : skewMs > 0 ? `${age} slow` : `${age} fast`),
  skewFar: 'Set the time of the tablet to “automatic”. Nothing is refused because of the time.',
  storage: 'The storage',
  persisted: 'The browser',
  kept: 'keeps everything',
  notKept: 'keeps everything while the device has room',
  notKeptHint:
    'This is the usual setting, and there is no hurry. On a till, ask the browser to keep everything: it mostly agrees once the app is installed on the home screen.',
  unknown: 'unknown',
  usage: 'Space used',
  usageOf: (usage, quota) => `${usage} of ${quota}`,
  askToKeep: 'Ask to keep everything',
  keptNow: 'Granted: the browser keeps everything.',
  keptNot:
    'The browser does not promise it yet. Nothing is erased because of that. Install the app on the home screen, then ask again.',
  device: 'This device',
  name: 'Name',
  kind: 'Serves as',
  kinds: { pos: 'till', kitchen: 'kitchen screen', office: 'office' },
  series: 'Series of receipts',
  install: 'Installation',
  version: 'Version',
  worker: 'Start without a network',
  workers: { none: 'not ready yet', active: 'ready', waiting: 'ready, a new version waits' },
  refused: 'Refused by the server',
  refusedHint: 'These changes were not applied. The menu and the staff are the server’s.',
  refusedWhy: (code) => (code === 'no_right' ? 'it takes the right to do so' : 'impossible value'),
  kindOf: (kind) =>
    ({ 'menu.edit': 'Menu', 'floor.edit': 'Floor and settings', 'staff.edit': 'Staff' })[kind] ?? 'Change',
};
