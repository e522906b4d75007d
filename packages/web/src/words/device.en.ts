import type { DEVICE_FR } from './device.fr.ts';
import { plural } from './plural.ts';

const n = plural('en');

/** Words of the page about this device that no other page says, in English. */
export const DEVICE_EN: typeof DEVICE_FR = {
  exportUnsent: 'Export what waits',
  exportHint:
    'The export is a file of what is not in the cloud yet. Nothing is erased here: it will all be sent as well.',
  exported: (count) =>
    n(count, { one: '# entry is in the file, and still here.', other: '# entries are in the file, and still here.' }),
  channel: 'News come',
  live: 'live',
  polling: 'by asking every 10 seconds',
  otherTab: 'through the other tab',
  tab: 'This tab',
  leads: 'syncs the device',
  follows: 'another tab syncs',
  clockFar: (off) => `The clock of this device is ${off}.`,
  skewFar: 'Set the time of the tablet to “automatic”. Nothing is refused because of the time.',
  notKeptHint:
    'This is the usual setting, and there is no hurry. On a till, ask the browser to keep everything: it mostly agrees once the app is installed on the home screen.',
  askToKeep: 'Ask to keep everything',
  keptNow: 'Granted: the browser keeps everything.',
  keptNot:
    'The browser does not promise it yet. Nothing is erased because of that. Install the app on the home screen, then ask again.',
  compared: 'Compared with the server',
  misfits: (count: number) =>
    count === 0
      ? 'nothing to mend'
      : n(count, { one: '# difference, read again and mended', other: '# differences, read again and mended' }),
  install: 'Installation',
  worker: 'Start without a network',
  workers: { none: 'not ready yet', active: 'ready', waiting: 'ready, a new version waits' },
  refused: 'Refused by the server',
  refusedHint: 'These changes were not applied. The menu and the staff are the server’s.',
  refusedWhy: (code) => (code === 'no_right' ? 'it takes the right to do so' : 'impossible value'),
  refusedBefore: (count) =>
    n(count, {
      one: 'Before these, # other change was refused; it is not in this list any more.',
      other: 'Before these, # other changes were refused; they are not in this list any more.',
    }),
  kindOf: (kind) =>
    ({ 'menu.edit': 'Menu', 'floor.edit': 'Floor and settings', 'staff.edit': 'Staff' })[kind] ?? 'Change',
  background: 'Sending with the page closed',
  backgrounds: { yes: 'possible in this browser', no: 'impossible in this browser: keep the page open' },
  importUnsent: 'Import a file of what waits',
  importHint:
    'The file of another device of this restaurant that can no longer send it itself: broken, lost or wiped. Importing twice doubles nothing.',
  imported: (count) =>
    n(count, {
      one: '# entry imported, it is sent with those of this device.',
      other: '# entries imported, they are sent with those of this device.',
    }),
  knownBefore: (count) => n(count, { one: '# was known already.', other: '# were known already.' }),
  carriedUnread: (count) =>
    n(count, {
      one: '# comes from a newer version of the app: it is not shown here, the server will read it.',
      other: '# come from a newer version of the app: they are not shown here, the server will read them.',
    }),
  clashing: (count) =>
    n(count, {
      one: '# was not taken: another entry bears its id already. Keep the file.',
      other: '# were not taken: other entries bear their ids already. Keep the file.',
    }),
  linesDamaged: (count, line) =>
    `${n(count, {
      one: 'One damaged entry could not be read',
      other: '# damaged entries could not be read',
    })}, the first in line ${line}. Keep the file.`,
  fileCut: 'The end of the file is missing: there may have been more entries. Keep the file.',
  fileDamaged: (line) => `This file is damaged in line ${line}. Nothing was imported.`,
  fileRefused: {
    other_restaurant: 'This file is that of another restaurant. Nothing was imported.',
    not_ours: 'This is no file of entries that wait. Nothing was imported.',
    not_saved: 'This device could not save it. Nothing was imported. Make room, then try again.',
  },
};
