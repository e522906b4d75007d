import webPush from 'web-push';
import type { ServerLog } from '../db/server-log.ts';
import type { Restaurant } from '../exceptions/notice.ts';
import type { PushRequest } from './post-push.ts';
import type { DuePush, PushDesk } from './push-desk.ts';
import type { PushKeys } from './push-keys.ts';

/** What sending needs. `subject`: where a push service writes when something is wrong. */
export type PushDeps = {
  readonly desk: PushDesk;
  readonly keys: PushKeys;
  readonly subject: string;
  /** Posts, and answers the status. */
  readonly post: (request: PushRequest) => Promise<number>;
  readonly log: Pick<ServerLog, 'warn'>;
};

/** How long a push service keeps what a sleeping device did not fetch. **Units** s. */
const KEPT_S = 12 * 3_600;
/** The first pause after a failure, and the longest. **Units** ms. */
const PAUSE_MS = 60_000;
const PAUSE_MAX_MS = 6 * 3_600_000;
const GONE: ReadonlySet<number> = new Set([404, 410]);

/**
 * Tells every device of a house that asked for it what opened since it was last told (NOT-6).
 *
 * ```
 * due ─► claim ─► encrypt ─► post ─► 2xx: taken · 404, 410: the subscription goes · else: given back, later again
 *           └── the process ends: due again when the claim is over
 * ```
 * **Why** so little inside: it passes through a third party, and stands on a locked screen. No amounts, no names.
 */
export async function sendPushes(restaurant: Restaurant, deps: PushDeps): Promise<void> {
  const { desk } = deps;
  for (const due of await desk.listDue(restaurant)) {
    if (!(await desk.claim(restaurant, due))) continue;
    const status = await tryPost(due, deps);
    if (status >= 200 && status < 300) await desk.taken(restaurant, due);
    else if (GONE.has(status)) await desk.gone(restaurant, due);
    else await desk.giveBack(restaurant, due, Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** due.failures));
  }
}

// Keys that are none, and a service that is away, hold up no other device.
async function tryPost(due: DuePush, deps: PushDeps): Promise<number> {
  try {
    return await deps.post(requestOf(due, deps));
  } catch (error) {
    deps.log.warn(`push to install ${due.install}: ${String(error)}`);
    return 0;
  }
}

function requestOf(due: DuePush, { keys, subject }: PushDeps): PushRequest {
  const { endpoint, p256dh, auth, kind, count, language } = due;
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify({ kind, count, language }),
    // Of several that wait for a sleeping device the last is enough.
    { vapidDetails: { subject, ...keys }, contentEncoding: 'aes128gcm', TTL: KEPT_S, topic: 'inbox' },
  );
  return { endpoint, headers, body };
}
