/**
 * Whether a text can be the address of a mailbox. Whether somebody reads it, only a letter tells.
 * **Why** so plain: what is refused here are slips, and whatever could become a second header of a letter.
 */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[^\s@<>(),;:"\\]{2,}$/.test(text);
}
