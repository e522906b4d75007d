const STEPS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the largest unit that says enough. */
export function bytesText(bytes: number, language: string): string {
  let [value, step] = [bytes / 1_000, 0];
  while (value >= 1_000 && step < STEPS.length - 1) [value, step] = [value / 1_000, step + 1];
  const unit = STEPS[step] ?? 'kilobyte';
  const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 };
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', ...digits }).format(value);
}
