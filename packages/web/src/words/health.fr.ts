/** Words of the page about this device. */
export const HEALTH_FR = { title: 'Santé de l’appareil' };
