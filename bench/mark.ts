/** Whether a figure meets its target, as the reports show it. */
export const mark = (holds: boolean): string => (holds ? '✓' : '✗');
