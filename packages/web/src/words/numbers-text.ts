/** Ranges of numbers as a person reads them: "5 to 7, 9 and 12". */
export function numbersText(numbers: readonly (readonly [number, number])[], to: string, and: string): string {
  const parts = numbers.map(([first, last]) => (first === last ? `${first}` : `${first} ${to} ${last}`));
  const end = parts.pop() ?? '';
  return parts.length === 0 ? end : `${parts.join(', ')} ${and} ${end}`;
}
