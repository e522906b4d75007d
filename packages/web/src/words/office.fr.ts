/** Words of the office. */
export const OFFICE_FR = { title: 'Bureau' };
