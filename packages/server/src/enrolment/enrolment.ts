import type { Id, Install, Result } from '@resto360/domain';
import type { DeviceKind, Scope } from '@resto360/sync';

/**
 * What a device asks with. `claim` is its own secret: the same code and claim repeat a lost answer. `restaurant`: where a
 * device that enrols again belongs; a code of another one is then not spent.
 */
export type EnrolRequest = {
  readonly code: string;
  readonly claim: string;
  readonly name?: string;
  readonly restaurant?: Id<'restaurant'>;
};

/** What a device gets, once. */
export type Enrolled = {
  readonly restaurant: {
    readonly id: Id<'restaurant'>;
    readonly name: string;
    readonly slug: string;
    readonly currency: string;
  };
  readonly device_id: Id<'device'>;
  readonly install: Install;
  readonly series: string;
  readonly kind: DeviceKind;
  readonly token: string;
  readonly lineage: number;
  readonly scope: Scope;
};

/** Why a code is bad is not told: a guesser must not learn what is near. Whoever holds a right one may know its house. */
export type EnrolAnswer = Result<Enrolled, EnrolRefusal>;
export type EnrolRefusal = 'bad_code' | 'other_restaurant';

/** How long a code and the claim of its device live. */
export const CODE_MS = 10 * 60_000;
/** Wrong tries that close a code. */
export const CODE_TRIES = 5;
/** A code: the first half finds it, the second half proves it. */
export const CODE_LENGTH = 8;

const SPOKEN_ALIKE: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** A code as it is stored, from what a person typed; undefined when it can be none. */
export function normalCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[ILO]/g, (letter) => SPOKEN_ALIKE[letter] ?? letter);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : undefined;
}
