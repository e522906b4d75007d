/** A server that beats every five seconds and was not heard for longer than this may have more than the board shows. **Units** ms. */
export const STALE_MS = 12_000;

/** Since when a board may miss tickets: when the server was last heard; undefined while it is heard. **Units** ms since 1970. */
export function staleSince(heardAt: number | null, nowMs: number): { readonly since: number | null } | undefined {
  return heardAt !== null && nowMs - heardAt <= STALE_MS ? undefined : { since: heardAt };
}
