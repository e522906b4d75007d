import type { Refusal } from '@resto360/domain';
import type { FR } from './fr.ts';
import { HEALTH_EN } from './health.en.ts';
import { KITCHEN_EN } from './kitchen.en.ts';
import { plural } from './plural.ts';

type Details = Refusal['details'];
const n = plural('en');
const text = (details: Details, name: string) => String(details[name] ?? '');

/** Every word of the app in English. */
export const EN: typeof FR = {
  app: {
    back: 'Back',
    close: 'Close',
    cancel: 'Cancel',
    menu: 'Settings',
    language: 'Français',
    dark: 'Dark',
    light: 'Light',
    auto: 'Like the device',
    theme: 'Appearance',
    changeStaff: 'Change person',
    update: 'New version ready',
    failed: 'The app could not open.',
    reload: 'Reload',
    nothingLost: 'What was saved on this device is still here.',
  },
  enrol: {
    title: 'Link this device',
    lead: 'Ask your manager for a code. It works once.',
    code: '8-character code',
    name: 'Name of the device (optional)',
    nameHint: 'for example “Terrace till”',
    go: 'Link',
    going: 'Linking…',
    why: {
      wrong_code:
        'This code is not known: mistyped, used already, or more than ten minutes old. Check it, or ask for a new one: the manager makes it in Office → Devices → New device, or with the command “resto360 enrol-code”.',
      other_restaurant: 'This code is another restaurant’s. Nothing has changed here. Ask your own manager for a code.',
      too_many_tries: 'Too many tries. Wait ten minutes, then try again with a new code.',
      no_answer: 'The server does not answer. Check the network, then tap “Link”: the same code stays good.',
      not_saved: 'This device could not save it. Tap “Link” once more: the same code stays good.',
    },
    again: 'Link this device again',
    againLead:
      'Ask your manager for a new code. Receipts will go on in a new series, and other tabs will reload themselves.',
    againKept: (count) =>
      n(count, {
        one: '# entry waits on this device. It is kept, and leaves as soon as the device is linked.',
        other: '# entries wait on this device. They are kept, and leave as soon as the device is linked.',
      }),
    againNothing: 'Nothing waits on this device, and nothing on it is erased.',
    notSecure: 'Open this page over https: otherwise nothing can be kept on this device.',
  },
  download: {
    title: 'First download',
    lead: 'The menu, the tables and the staff are coming to this device. After that it also works without a network.',
    progress: (percent) => `${percent}% downloaded`,
    waiting: 'Waiting for the network. The download goes on by itself.',
  },
  staff: {
    title: 'Who are you?',
    pin: 'Your PIN',
    pinOf: (name) => `PIN of ${name}`,
    wrong: (left) => `That is not the right PIN. ${n(left, { one: '# try left.', other: '# tries left.' })}`,
    wait: (seconds) => `Too many mistakes: wait ${n(seconds, { one: '# second', other: '# seconds' })}.`,
    locked: 'Locked after 10 mistakes. A manager unlocks it by entering their own PIN on this device.',
    none: 'Nobody is registered in this restaurant yet.',
    erase: 'Erase',
    role: { owner: 'Owner', manager: 'Manager', cashier: 'Cashier', waiter: 'Service', cook: 'Kitchen' },
  },
  nav: {
    menu: 'Menu',
    tables: 'Tables',
    orders: 'Orders',
    payments: 'Mobile payments',
    shift: 'Cash drawer',
    inbox: 'To check',
    health: 'Device health',
    place: { pos: 'Room and till', kitchen: 'Kitchen', office: 'Office' },
  },
  kitchen: KITCHEN_EN,
  chip: {
    live: 'Online',
    offline: 'Offline',
    offlineSince: (time) => `Offline since ${time}`,
    waiting: (count) => n(count, { one: '# to send', other: '# to send' }),
    oldest: (age) => `for ${age}`,
    attention: 'Needs attention',
    title: 'State of the synchronisation',
    allSent: 'Everything is in the cloud.',
    keptHere: (count) =>
      n(count, {
        one: '# entry is kept on this device and leaves as soon as the network is back.',
        other: '# entries are kept on this device and leave as soon as the network is back.',
      }),
    heard: (time) => `Last answer of the server: ${time}`,
    never: 'The server has not answered yet.',
    workOn: 'You can go on: orders and payments work without a network.',
    device: (series) => `This device: series ${series}`,
    why: {
      rejected:
        'The server refused a change of the menu or the staff: it takes the right to do so. Talk to the manager.',
      quarantined: 'An entry could not be processed and stays here. It is not lost: tell the manager.',
      fork: 'This device seems to be a copy of another one. Everything is kept. Ask the manager for a new code.',
      behind: 'The server is behind this device. Everything is kept here; tell the manager if it lasts.',
      stuck:
        'The server answers, but an entry has not got through for more than a minute. Everything is kept here. If it lasts, export what waits in device health, and tell the manager.',
      short: 'The memory of this device will soon be full. Make room: photos, videos, apps.',
      scarce: 'The memory of this device is nearly full. Make room now: photos, videos, apps.',
      reenrol: 'This device is no longer allowed. Everything is kept here. Ask the manager for a new code.',
    },
  },
  notSaved: {
    title: 'Not saved',
    full: 'The memory of this device is full. What you just tapped was not saved.',
    lost: 'The device cannot write any more. Reload the page, then try again. Nothing was saved.',
    broken: 'An error kept this from being saved. Try again. Nothing was saved.',
    understood: 'Understood',
  },
  paper: {
    title: 'Go on with paper',
    write: 'From now on, write orders and payments down on paper.',
    before: 'What was saved before is still saved, and is sent as soon as possible.',
    room: 'Make room on the device: photos, videos, apps. Then tap “Try again”.',
    still: 'Still no room. Nothing is saved.',
    again: 'Try again',
    look: 'Look without saving',
  },
  inbox: {
    title: 'To check',
    none: 'Nothing to check.',
    open: 'Open the list',
    count: (count) => `To check (${count})`,
  },
  refusal: {
    matter_gone: () => 'This is settled already, or has ended by itself.',
    approval_needed: () => 'Offline for more than 3 days: a manager enters their PIN.',
    no_right: () => 'You do not have this right. Ask a manager to enter their PIN.',
    not_found: () => 'This is no longer on this device. Go back to the tables and try again.',
    nothing_to_send: () => 'Everything is sent already. Add a dish first.',
    line_not_sent: (details) => `“${text(details, 'line')}” is not sent yet. Just remove it.`,
    item_sold_out: (details) => `“${text(details, 'item')}” is sold out. Offer something else.`,
    bad_value: () => 'This value is not possible. Correct it.',
    already_saved: () => 'It had been saved in spite of the error. Look at what was saved before you do it again.',
  },
  health: HEALTH_EN,
};
