import type { LOSS_FR } from './loss.fr.ts';
import { numbersText } from './numbers-text.ts';
import { plural } from './plural.ts';

const n = plural('en');

/** Words about data that are gone from a device, in English. */
export const LOSS_EN: typeof LOSS_FR = {
  title: 'Data of this tablet were erased',
  of: (series, house) => `Series ${series}${house === null ? '' : `, ${house}`}.`,
  perhaps: (numbers) =>
    `Entries ${numbersText(numbers, 'to', 'and')} had no answer from the server yet when the data were erased. It will say which of them it does not have.`,
  missing: (count, numbers) =>
    n(count, {
      one: `# entry is missing: number ${numbersText(numbers, 'to', 'and')}.`,
      other: `# entries are missing: numbers ${numbersText(numbers, 'to', 'and')}.`,
    }),
  whatToDo:
    'If they were exported to a file, import it in “Device health”. Otherwise find them on the paper receipts and enter them again.',
  none: 'Nothing is missing: everything that was entered here is on the server.',
  enrolAgain: 'Link this tablet again with a new code.',
  noted: 'Noted',
  later: 'Later',
  stray: (count, house) =>
    n(count, {
      one: `# entry of ${house} waits on this device too. It is kept, and sent whenever the app is opened.`,
      other: `# entries of ${house} wait on this device too. They are kept, and sent whenever the app is opened.`,
    }),
  otherHouse: 'the other restaurant',
};
