import type { DeviceKind } from '@resto360/sync';

/** A restaurant to try the product with, as the ready text shows it. */
export type ReadyDemo = {
  readonly name: string;
  readonly slug: string;
  readonly staff: readonly { readonly name: string; readonly role: string; readonly pin: string }[];
  readonly codes: readonly { readonly kind: DeviceKind; readonly code: string }[];
};

/** What is printed when the server really serves: one line for programs to find, and below it what a person needs next. */
export function readyText(
  address: string,
  {
    demo,
    notice,
    paysim,
  }: { readonly demo: readonly ReadyDemo[]; readonly notice: string | undefined; readonly paysim?: string | undefined },
): string {
  return [
    `RESTO360 ready at ${address}`,
    ...(notice === undefined ? [] : [`  ${notice}`]),
    ...demo.flatMap(demoLines),
    ...(paysim === undefined
      ? []
      : [`  paysim, the telephone of the demo's guest, with mobile money that is none: ${paysim}`]),
  ].join('\n');
}

function demoLines({ name, slug, staff, codes }: ReadyDemo): string[] {
  return [
    `  ${name} (${slug})`,
    `    enrolment codes, 10 minutes: ${codes.map(({ kind, code }) => `${kind} ${spoken(code)}`).join(', ')}`,
    `    PINs: ${staff.map((person) => `${person.name} ${person.pin} (${person.role})`).join(', ')}`,
  ];
}

/** A code as people read it out: two groups of four. */
export function spoken(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
