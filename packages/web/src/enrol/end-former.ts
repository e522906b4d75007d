import type { Identity } from '@resto360/sync/client';

/** How long enrolling waits for it. **Units** ms. */
const WAIT_MAX_MS = 3_000;

/** What a browser was told as another device with the page closed ends (NOT-6); loaded when somebody enrols. */
export async function endFormer(identity: Identity): Promise<void> {
  const ended = import('../push/end-former-push.ts').then(({ endFormerPush }) => endFormerPush(identity));
  const waited = new Promise<void>((resolve) => setTimeout(resolve, WAIT_MAX_MS));
  await Promise.race([ended, waited]).catch((thrown: unknown) => console.error(thrown));
}
