import type { Entity, Id, staff } from '@resto360/domain';

/** Somebody of the staff. */
export type Person = Entity<typeof staff>;

const KEY = 'resto360.staff';
const LOCK_KEY = 'resto360.locked';
const MATTERS_KEY = 'resto360.known-matters';

/** Who was at this tab before it was reloaded; a closed tab forgets, and the PIN is asked again. */
export function rememberedPerson(): Id<'staff'> | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Remembers who is at this tab; null after a change of person. Ops that wait are not touched by it. */
export function rememberPerson(person: Id<'staff'> | null): void {
  try {
    if (person === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, person);
  } catch {
    // Without session storage a reload asks for the PIN again.
  }
}

/** Whether this tab was locked when its page was loaded. */
export function rememberedLock(): boolean {
  try {
    return sessionStorage.getItem(LOCK_KEY) !== null;
  } catch {
    return false;
  }
}

/** Remembers that this tab is locked, or no longer is. */
export function rememberLock(isLocked: boolean): void {
  try {
    if (isLocked) sessionStorage.setItem(LOCK_KEY, '1');
    else sessionStorage.removeItem(LOCK_KEY);
  } catch {
    // Without session storage a reload asks for the PIN anyway.
  }
}

/** What this tab knew to be open, as text; null in one that begins. */
export function rememberedMatters(): string | null {
  try {
    return sessionStorage.getItem(MATTERS_KEY);
  } catch {
    return null;
  }
}

/** Remembers it, for the page that is loaded anew behind the lock. */
export function rememberMatters(text: string): void {
  try {
    sessionStorage.setItem(MATTERS_KEY, text);
  } catch {
    // Without session storage the badge counts what came meanwhile.
  }
}
