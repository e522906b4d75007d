import type { OFFICE_FR } from './office.fr.ts';

/** Words of the office in English. */
export const OFFICE_EN: typeof OFFICE_FR = { title: 'Office' };
