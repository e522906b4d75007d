import type { Exception } from '../kernel/exception.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { write, type View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import type { DecideIntent } from './decide-intent.ts';
import { openExceptions } from './open-exceptions.ts';
import { remediesOf, type RemedyOption } from './remedies.ts';
import { remedyChanges } from './remedy-changes.ts';
import { SUBJECTS_MAX, WROTE_MAX, decisions } from './schema.ts';

/** The kind of op that a remedy is; undefined for one that writes none. */
export function opKindOfRemedy(how: RemedyOption['how']): 'exception.decide' | 'menu.edit' | undefined {
  if (how === 'edit') return 'menu.edit';
  return how === 'op' ? 'exception.decide' : undefined;
}

/**
 * Settles an exception: the remedy and the decision, one op. The other price is an edit of the menu and nothing else:
 * the exception ends because the price was written knowing both.
 * **Errors** matter_gone when it is settled or has ended, no_right of the remedy, and those of the remedy.
 */
export function decide(view: View, intent: DecideIntent, context: Context): Result<readonly Change[], Refusal> {
  const one = openExceptions(view, context.nowMs).find(({ id }) => id === intent.exception);
  const chosen = one && remediesOf(view, one).find(({ remedy }) => remedy === intent.remedy);
  if (!one || !chosen || opKindOfRemedy(chosen.how) === undefined) return refuse(RefusalCode.matterGone);
  const denied = withoutRight(context, chosen.right);
  if (denied) return denied;
  const changes = remedyChanges(view, one, { ...intent, option: chosen }, context);
  if (!changes.ok || chosen.how === 'edit') return changes;
  return ok([...changes.value, decided(one, chosen, changes.value, context)]);
}

function decided(one: Exception, chosen: RemedyOption, changes: readonly Change[], context: Context): Change {
  return write(decisions, one.id, {
    born: true,
    kind: one.kind,
    subjects: one.subjects.slice(0, SUBJECTS_MAX),
    order: one.order,
    state: 'decided',
    remedy: chosen.remedy,
    by: context.actor,
    at: context.nowMs,
    amountMinor: chosen.amountMinor ?? one.amountMinor,
    wrote: changes.map(([, id]) => id).slice(0, WROTE_MAX),
  });
}
