import { Role, staff, listAll, type Id, type View } from '@resto360/domain';
import { pinFits } from '../staff/pin-hash.ts';

/** Rounds of PBKDF2, as the server's own hashes have. */
const ITERATIONS = 300_000;

/** Digits of a PIN: managers and owners have six or more (TEN-14). */
export const PIN_DIGITS_MAX = 8;
export const pinDigitsMin = (role: Role): number => (role === Role.owner || role === Role.manager ? 6 : 4);

/** Why a new PIN is not taken. */
export type PinProblem = 'short' | 'digits' | 'different' | 'taken';

/** What is wrong with a PIN typed twice; somebody active must not have it already. Works without a network. */
export async function pinProblem(
  view: View,
  wanted: { readonly pin: string; readonly again: string; readonly role: Role; readonly person: Id<'staff'> },
): Promise<PinProblem | undefined> {
  const { pin, again, role, person } = wanted;
  if (!/^\d*$/.test(pin)) return 'digits';
  if (pin.length < pinDigitsMin(role) || pin.length > PIN_DIGITS_MAX) return 'short';
  if (pin !== again) return 'different';
  const others = listAll(view, staff).filter(({ id, active }) => active && id !== person);
  const taken = await Promise.all(others.map(({ pinHash }) => pinFits(pin, pinHash)));
  return taken.includes(true) ? 'taken' : undefined;
}

/** A PIN as devices keep it: `pbkdf2-sha256$<iterations>$<salt>$<hash>`, the last two in base64url. */
export async function hashNewPin(pin: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  const hash = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return `pbkdf2-sha256$${ITERATIONS}$${base64url(salt)}$${base64url(hash)}`;
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
