import type { KITCHEN_FR } from './kitchen.fr.ts';
import { plural } from './plural.ts';

const n = plural('en');
const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  other: 'th',
  many: 'th',
  zero: 'th',
};

/** Words of the kitchen screen in English. */
export const KITCHEN_EN: typeof KITCHEN_FR = {
  title: 'Kitchen',
  stations: 'Stations',
  all: 'All',
  noStation: 'No station',
  tickets: 'Tickets',
  stage: { cooking: 'Cooking', held: 'On hold', ready: 'Ready' },
  none: {
    cooking: 'No ticket at the fire. Orders that are sent arrive here.',
    held: 'No course is waiting.',
    ready: 'Nothing is ready yet.',
  },
  takeaway: 'Takeaway',
  nth: (count) => `${count}${ENDINGS[ORDINALS.select(count)]} ticket`,
  age: { fresh: 'on time', slow: 'slow', late: 'late', done: 'ready for' },
  note: (text) => `“${text}”`,
  fresh: 'New',
  see: (title) => `${title}: new, seen`,
  start: 'Start:',
  finish: (line) => `Ready: ${line}`,
  takeBack: (line) => `Back to the fire: ${line}`,
  readCancelled: 'Cancelled, understood:',
  cancelledAt: (time) => `Cancelled · ${time}`,
  insteadOf: (now, before) => `${now} instead of ${before}`,
  allReady: 'All ready',
  understood: 'Understood',
  recall: 'Recall',
  recallOf: (title) => `Recall ${title}`,
  onHold: 'on hold',
  course: (course) => `Course ${course}`,
  toBeCalled: 'to be called',
  toComeOut: 'To come out',
  nothingOut: 'nothing',
  count: (count) => n(count, { one: '# ticket', other: '# tickets' }),
  soldOut: 'Sold out…',
  soldOutTitle: 'What is sold out?',
  findDish: 'Find a dish',
  noDish: 'No dish of that name at this station.',
  out: 'Sold out',
  inStock: 'Available',
  sound: { on: 'Sound on', waiting: 'Turn the sound on', off: 'Sound off' },
  density: { normal: 'Medium columns', dense: 'Narrow columns', wide: 'Wide columns' },
  stale: (time) => `The server has not answered since ${time}.`,
  staleNever: 'The server has not answered yet.',
  staleDo: 'Tickets may be missing: ask in the room.',
};
