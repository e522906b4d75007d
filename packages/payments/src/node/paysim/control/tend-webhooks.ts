import type { SimDesk } from '../sim-desk.ts';
import type { SimPost } from '../sim-post.ts';
import type { Delivery } from '../sim-world.ts';
import { BadInput, fieldsOf, mustHave, numberIn, PAUSE_MS, textIn } from './control-input.ts';

/** `POST /__sim/webhooks {isHeld}`: while they are held, calls to the merchant go out only by hand. */
export function holdWebhooks(body: unknown, { post }: SimDesk) {
  const { isHeld } = fieldsOf(body, ['isHeld']);
  if (typeof isHeld !== 'boolean') throw new BadInput('bad_value', 'isHeld has to be true or false');
  post.isHeld = isHeld;
  return { isHeld };
}

/** `POST /__sim/webhooks/reorder {ids}`: these go out now, in this order. */
export async function reorderWebhooks(body: unknown, { post }: SimDesk) {
  const { ids } = fieldsOf(body, ['ids']);
  const isList = Array.isArray(ids) && ids.length > 0 && ids.every((id) => Number.isSafeInteger(id));
  if (!isList) throw new BadInput('bad_value', 'ids has to be a list of ids');
  const unknown = await post.sendNow([...new Set(ids as number[])]);
  if (unknown.length > 0) throw new BadInput('not_waiting', `${unknown.join(', ')}: not waiting`, 409);
  return { ids };
}

/** What can be done with one call to the merchant. */
export const WEBHOOK_DEEDS = ['deliver', 'duplicate', 'drop', 'delay', 'tamper'] as const;

/**
 * `POST /__sim/webhooks/{id}/…`
 *
 * - `deliver`: now; one that has gone already goes once more, as another.
 * - `duplicate {copies?}`: as many more of it, due now.
 * - `drop`: it never arrives.
 * - `delay {ms}`: not before so much later.
 * - `tamper {body?}`: with another body under its old signature; a blank at its end where none is given.
 */
export async function tendWebhook(
  id: number,
  deed: (typeof WEBHOOK_DEEDS)[number],
  body: unknown,
  { post, world }: SimDesk,
): Promise<Readonly<Record<string, unknown>>> {
  switch (deed) {
    case 'deliver':
      fieldsOf(body, []);
      return deliver(id, post);
    case 'duplicate': {
      const copies = numberIn(fieldsOf(body, ['copies']), 'copies', [1, 100]) ?? 1;
      const known = mustKnow(id, post);
      return { ids: Array.from({ length: copies }, () => post.add(known.rail, known)) };
    }
    case 'drop':
      fieldsOf(body, []);
      post.drop(mustWait(id, post));
      return { id };
    case 'delay': {
      const ms = mustHave(numberIn(fieldsOf(body, ['ms']), 'ms', PAUSE_MS), 'ms');
      const delivery = mustWait(id, post);
      delivery.dueAtMs = world.nowMs + ms;
      return { id, dueAtMs: delivery.dueAtMs };
    }
    case 'tamper': {
      const forged = textIn(fieldsOf(body, ['body']), 'body', /^[^]{0,10000}$/);
      const delivery = mustWait(id, post);
      post.drop(delivery);
      // The headers stay the same object: what signs them still has the old body.
      const changed = { ...delivery, body: forged ?? `${delivery.body} ` };
      return { id: post.add(delivery.rail, changed, Math.max(0, delivery.dueAtMs - world.nowMs)) };
    }
  }
}

async function deliver(id: number, post: SimPost) {
  const known = mustKnow(id, post);
  const sent = post.waitingOf(id) ? id : post.add(known.rail, known);
  await post.sendNow([sent]);
  return { id: sent };
}

function mustKnow(id: number, post: SimPost): Delivery {
  const known = post.anyOf(id);
  if (!known) throw new BadInput('not_found', 'there is no such call', 404);
  return known;
}

function mustWait(id: number, post: SimPost): Delivery {
  mustKnow(id, post);
  const waiting = post.waitingOf(id);
  if (!waiting) throw new BadInput('not_waiting', 'it has gone', 409);
  return waiting;
}
