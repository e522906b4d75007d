import type { SimWorld } from '../sim-world.ts';
import { BadInput, fieldsOf, mustHave, numberIn, PAUSE_MS } from './control-input.ts';

/** `POST /__sim/crowd {approves, fails, afterMs: [a, b]}`, or `null`: what customers do by themselves from now on. */
export function setCrowd(body: unknown, world: SimWorld) {
  world.crowd = body === null ? undefined : crowdIn(body);
  return { crowd: world.crowd ?? null };
}

/** `POST /__sim/lag {ms}`: reads see what is opened from now on so much later (F9). **Units** ms. */
export function setLag(body: unknown, world: SimWorld) {
  world.readLagMs = mustHave(numberIn(fieldsOf(body, ['ms']), 'ms', PAUSE_MS), 'ms');
  return { ms: world.readLagMs };
}

function crowdIn(body: unknown): NonNullable<SimWorld['crowd']> {
  const fields = fieldsOf(body, ['approves', 'fails', 'afterMs']);
  const share = (name: string) => mustHave(numberIn(fields, name, [0, 1], { isWhole: false }), name);
  const [approves, fails] = [share('approves'), share('fails')];
  if (approves + fails > 1) throw new BadInput('bad_value', 'approves and fails are shares of one whole');
  const bounds: unknown = fields['afterMs'];
  const [fromMs, untilMs] = Array.isArray(bounds) && bounds.length === 2 ? (bounds as unknown[]) : [];
  const pauses = { fromMs, untilMs };
  const from = mustHave(numberIn(pauses, 'fromMs', PAUSE_MS), 'afterMs: [from, until]');
  return { approves, fails, afterMs: [from, mustHave(numberIn(pauses, 'untilMs', [from, PAUSE_MS[1]]), 'untilMs')] };
}
