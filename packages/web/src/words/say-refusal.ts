import type { Refusal, RefusalCode } from '@resto360/domain';
import type { Words } from './dictionaries.ts';

/** Why something was refused, in words; a page that has no words for it says that it is not here any more. */
export function sayRefusal({ refusal, refusals }: Words, { code, details }: Refusal): string {
  const all: Readonly<Partial<Record<RefusalCode, (details: Refusal['details']) => string>>> = {
    ...refusal,
    ...refusals,
  };
  return (all[code] ?? refusal.not_found)(details);
}
