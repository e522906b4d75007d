import type { HEALTH_FR } from './health.fr.ts';

/** Words of the page about this device in English. */
export const HEALTH_EN: typeof HEALTH_FR = { title: 'Device health' };
