import type { SimCustomer } from '../sim-call.ts';

/**
 * What the well-known numbers of pawaPay's sandbox do; undefined for everybody else's.
 * **Source** docs.pawapay.io, sandbox test numbers [P]; Moov in Burkina Faso has endings of its own [P].
 */
export function sandboxCustomer(payer: string): SimCustomer | undefined {
  const digits = payer.replace(/^\+/, '');
  const ending = digits.slice(-3);
  const start = digits.slice(0, -3);
  const word = start === MOOV_BFA ? MOOV_BFA_ENDINGS[ending] : STARTS.has(start) ? ENDINGS[ending] : undefined;
  if (word === undefined) return undefined;
  if (word === 'NEVER') return { kind: 'ignores' };
  if (word === 'COMPLETED') return { kind: 'approves', afterMs: SANDBOX_MS };
  return { kind: 'fails', reason: word, afterMs: SANDBOX_MS };
}

/** Whether a number is the one whose payment never ends. */
export const isEndless = (payer: string): boolean => sandboxCustomer(payer)?.kind === 'ignores';

/** Nobody enters anything there: it is faster than a customer. */
const SANDBOX_MS = 2_000;

const STARTS: ReadonlySet<string> = new Set([
  '2250503456',
  '237653456',
  '237693456',
  '221773456',
  '221763456',
  '22951345',
  '233593456',
  '233503456',
  '254703456',
  '250783456',
  '250733456',
]);
const MOOV_BFA = '22602345';

const ENDINGS: Readonly<Record<string, string>> = {
  '019': 'PAYER_LIMIT_REACHED',
  '029': 'PAYER_NOT_FOUND',
  '039': 'PAYMENT_NOT_APPROVED',
  '049': 'INSUFFICIENT_BALANCE',
  '059': 'PAYMENT_IN_PROGRESS',
  '069': 'UNSPECIFIED_FAILURE',
  '129': 'NEVER',
  '789': 'COMPLETED',
};
const MOOV_BFA_ENDINGS: Readonly<Record<string, string>> = {
  '048': 'INSUFFICIENT_BALANCE',
  '068': 'UNSPECIFIED_FAILURE',
  '138': 'NEVER',
  '678': 'COMPLETED',
};
