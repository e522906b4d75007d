import { useState } from 'react';
import {
  Action,
  dueOf,
  find,
  isClosed,
  items,
  may,
  partsOf,
  totalsOf,
  type Entity,
  type Id,
  type orderLines,
} from '@resto360/domain';
import { Button, ButtonLink } from '../ui/button.tsx';
import { BigMoney, Money } from '../ui/money.tsx';
import { addressOf, go } from '../shell/route.ts';
import { useLasting } from '../shell/use-lasting.ts';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { lineGroupsOf, type LineGroups } from './line-groups.ts';
import { markOf } from './line-marks.ts';
import { LineRow, type LineActs } from './line-row.tsx';
import { intentsOf } from './order-intents.ts';
import { OrderMenu } from './order-menu.tsx';
import { ToCheck } from './to-check.tsx';
import { VoidSheet } from './void-sheet.tsx';

type Line = Entity<typeof orderLines>;

/** The lines of the order in the kitchen's time, the total, and the two next actions in the thumb's corner. */
export function OrderPanel(props: {
  readonly order: Id<'order'>;
  readonly at: Id<'table'> | undefined;
  readonly person: Person;
  readonly tap: (intent: Intent) => Promise<TapOutcome>;
  readonly onEdit: (line: Line, item: Entity<typeof items>) => void;
  readonly panel: 'menu' | 'lines';
  readonly onPanel: (panel: 'menu' | 'lines') => void;
}) {
  const { order, at, person, tap, onEdit, panel, onPanel } = props;
  const station = useStation();
  const { view } = station;
  const { words } = useSpeech();
  const [selected, setSelected] = useState<Id<'line'> | null>(null);
  const [voiding, setVoiding] = useState<Id<'line'> | null>(null);
  const intents = intentsOf(person);
  const nowMs = useNow(2_000);
  const groups = lineGroupsOf(view, order);
  const sent = SENT.flatMap((group) => groups[group]);
  const count = [...sent, ...groups.draft].reduce((sum, one) => sum + one.quantity, 0);
  const toVoid = sent.find(({ line }) => line.id === voiding);
  const acts = useLasting<LineActs>({
    select: (line) => setSelected(selected === line ? null : line),
    quantity: (line, quantity) => void tap(intents.setQuantity(line, quantity)),
    remove: (line) => void tap(intents.remove(line)),
    edit: (line) => {
      const item = find(view, items, line.item);
      if (item) onEdit(line, item);
    },
    served: (line) => void tap(intents.advance(line, 'served')),
    course: (line, course) => void tap(intents.setCourse(line, course)),
    void: (line) => setVoiding(line),
  });
  return (
    <aside className="ticket" aria-label={words.order.orderOf}>
      <OrderMenu order={order} at={at} person={person} tap={tap} />
      <Button className="panel-switch" onClick={() => onPanel(panel === 'menu' ? 'lines' : 'menu')}>
        {panel === 'menu' ? words.order.seeOrder(count) : words.order.addDishes}
      </Button>
      <div className="lines scroll">
        {count === 0 && groups.void.length === 0 && <p className="empty">{words.order.emptyOrder}</p>}
        {GROUPS.map(([group, title]) => (
          <section key={group} hidden={groups[group].length === 0} aria-label={words.order[title]}>
            <h3 className="group">{words.order[title]}</h3>
            <ul>
              {groups[group].map((shown) => (
                <LineRow
                  key={shown.line.id}
                  shown={shown}
                  mark={markOf(station, shown, nowMs)}
                  isSelected={selected === shown.line.id}
                  mayVoid={may(person.role, Action.voidLine)}
                  acts={acts}
                />
              ))}
            </ul>
            {group === 'held' && (
              <FireNext groups={groups} onFire={(course) => void tap(intents.fire(order, course))} />
            )}
          </section>
        ))}
      </div>
      <OrderFoot {...{ order, tap, groups, count, intents }} />
      {toVoid && (
        <VoidSheet
          key={toVoid.line.id}
          shown={toVoid}
          onClose={() => setVoiding(null)}
          onVoid={(quantity, reason) => {
            setVoiding(null);
            void tap(intents.void(station.newId(), toVoid.line.id, quantity, reason));
          }}
        />
      )}
    </aside>
  );
}

function FireNext(props: { readonly groups: LineGroups; readonly onFire: (course: number) => void }) {
  const { words } = useSpeech();
  const next = Math.min(...props.groups.held.map(({ line }) => line.course));
  if (!Number.isFinite(next)) return null;
  return (
    <Button className="wide fire" onClick={() => props.onFire(next)}>
      ▶ {words.order.fire(next)}
    </Button>
  );
}

/** Lines the kitchen knows of, or will: what is taken back of them is a void. */
const SENT = ['served', 'ready', 'kitchen', 'held'] as const;

const GROUPS = [
  ['served', 'groupServed'],
  ['ready', 'groupReady'],
  ['kitchen', 'groupKitchen'],
  ['held', 'groupHeld'],
  ['draft', 'groupDraft'],
  ['void', 'groupVoid'],
] as const;

function OrderFoot(props: {
  readonly order: Id<'order'>;
  readonly tap: (intent: Intent) => Promise<TapOutcome>;
  readonly groups: LineGroups;
  readonly count: number;
  readonly intents: ReturnType<typeof intentsOf>;
}) {
  const { order, tap, groups, count, intents } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const parts = partsOf(view, order);
  const totals = totalsOf(view, order);
  const { paidMinor, dueMinor, declaredMinor } = dueOf(view, order);
  const isBegun = paidMinor + declaredMinor > 0;
  const taxMinor = totals.taxIncludedMinor + totals.taxOnTopMinor;
  const drafts = groups.draft.reduce((sum, one) => sum + one.quantity, 0);
  const isPaid = isClosed(view, order) && dueMinor <= 0;
  const pay = async () => {
    if (drafts === 0) return go({ page: 'pay', order });
    // The command of the domain says no in its own words: what waits must be sent first.
    return void (await tap({ ...intents.bill(order) }));
  };
  // Nothing is due: opened by mistake, voided whole, or given away. The table is free again.
  const close = async () => {
    const outcome = await tap(intents.close(order));
    if (outcome.kind === 'saved') go({ page: 'tables' }, true);
  };
  return (
    <footer className="ticket-foot">
      <div className="foot-line muted small">
        <span className="grow">
          {words.order.articles(count)}
          {taxMinor > 0 && (
            <>
              {' · '}
              {totals.taxOnTopMinor > 0 ? words.receipt.taxOnTop : words.receipt.taxIncluded} <Money minor={taxMinor} />
            </>
          )}
        </span>
        {parts.some(({ status }) => status[1] === 'open') && drafts === 0 && count > 0 && (
          <Button className="small" onClick={() => void tap(intents.bill(order))}>
            {words.order.bill}
          </Button>
        )}
      </div>
      <ToCheck minor={declaredMinor} />
      <div className="foot-line total">
        <span className="grow">{isBegun ? words.order.due : words.order.total}</span>
        <BigMoney minor={isBegun ? Math.max(0, dueMinor) : totals.totalMinor} />
      </div>
      <div className="actions">
        {isPaid && drafts === 0 ? (
          <ButtonLink look="primary" className="grow" href={addressOf({ page: 'receipt', order })}>
            {words.order.receipt}
          </ButtonLink>
        ) : (
          <>
            <Button
              look="primary"
              aria-disabled={drafts === 0}
              onClick={() => drafts > 0 && void tap(intents.send(order))}
            >
              {drafts === 0 ? words.order.sendNothing : words.order.send(drafts)}
            </Button>
            {parts.length > 0 && drafts === 0 && dueMinor <= 0 ? (
              <Button look="accent" onClick={() => void close()}>
                {words.order.close}
              </Button>
            ) : (
              <Button look="accent" disabled={count === 0} onClick={() => void pay()}>
                <span>{words.order.pay}</span>
                {dueMinor > 0 && <Money minor={dueMinor} />}
              </Button>
            )}
          </>
        )}
      </div>
    </footer>
  );
}
