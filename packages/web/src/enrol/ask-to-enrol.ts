import { isId, isInstall, type Id } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import type { Identity } from '@resto360/sync/client';
import { keep, kept } from '../station/keep.ts';

/** Why a code was not taken. `no_answer`: it may have been used by us; the kept claim makes trying again safe. */
export type NotEnrolled = 'wrong_code' | 'other_restaurant' | 'too_many_tries' | 'no_answer';

/** Who the server says this device is from now on. */
export type Enrolment = { readonly identity: Identity; readonly lineage: number };

/** How long the server may take. **Units** ms. */
const ANSWER_MAX_MS = 20_000;

/**
 * Asks the server to enrol this device with a one-time code. The claim is kept until {@link forgetClaim}: when the answer
 * is lost on the way, the same claim gets the same device again, and the code is not burnt (TEN-13).
 * `own`: the restaurant of a device that enrols again; a code of another one is then not spent.
 */
export async function askToEnrol(code: string, name: string, own?: Id<'restaurant'>): Promise<Enrolment | NotEnrolled> {
  const named = name === '' ? {} : { name };
  return ask('/api/devices/enrol', { code, claim: claimOf(), ...named, restaurant: own });
}

/** Asks for an install of its own for a tablet that turned out to be a copy; no code, its token tells who it is (SYN-12). */
export async function askToBeOwn(token: string): Promise<Enrolment | NotEnrolled> {
  return ask('/api/devices/copy', { claim: claimOf() }, { authorization: `Bearer ${token}` });
}

async function ask(url: string, body: object, headers: Record<string, string> = {}): Promise<Enrolment | NotEnrolled> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
    const told = (await answer.json()) as unknown;
    if (answer.ok && isAnswer(told)) return enrolmentOf(told);
    return whyNot(answer.status, told);
  } catch {
    return 'no_answer';
  }
}

/** The answer is on the disk: the next code is another device's. */
export function forgetClaim(): void {
  keep('claim', null);
}

function claimOf(): string {
  const claim = kept('claim') ?? crypto.randomUUID();
  keep('claim', claim);
  return claim;
}

type Answer = {
  readonly restaurant: { readonly id: Id<'restaurant'> };
  readonly install: string;
  readonly series: string;
  readonly kind: DeviceKind;
  readonly token: string;
  readonly lineage: number;
};

function enrolmentOf({ restaurant, install, series, kind, token, lineage }: Answer): Enrolment {
  return { identity: { restaurant: restaurant.id, install, series, kind, token }, lineage };
}

function whyNot(status: number, body: unknown): NotEnrolled {
  if (status === 429) return 'too_many_tries';
  if ((body as { code?: unknown } | null)?.code === 'wrong_restaurant') return 'other_restaurant';
  return status >= 400 && status < 500 ? 'wrong_code' : 'no_answer';
}

function isAnswer(value: unknown): value is Answer {
  const { restaurant, install, series, kind, token, lineage } = (value ?? {}) as Partial<Answer>;
  if (!isId(restaurant?.id) || !isInstall(install) || typeof series !== 'string') return false;
  return typeof kind === 'string' && typeof token === 'string' && Number.isSafeInteger(lineage);
}
