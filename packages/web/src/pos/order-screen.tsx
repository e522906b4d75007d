import { useState } from 'react';
import {
  OrderKind,
  areas,
  choose,
  draftsOf,
  dueOf,
  find,
  isClosed,
  orders,
  readStamp,
  staff,
  tables,
  type Entity,
  type Id,
  type items,
  type orderLines,
} from '@resto360/domain';
import { TopBar } from '../shell/top-bar.tsx';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useApproval } from '../staff/use-approval.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { ChoiceSheet } from './choice-sheet.tsx';
import { menuOf } from './menu-index.ts';
import { MenuPanel } from './menu-panel.tsx';
import { intentsOf, type DishChoice } from './order-intents.ts';
import { useOrderNames } from './order-name.ts';
import { OrderPanel } from './order-panel.tsx';
import { coversOf } from './table-state.ts';
import { useTaps } from './use-taps.ts';

/** What the choice sheet is open for: a new line, or another choice for one that was not sent yet. */
type Asked = { readonly item: Entity<typeof items>; readonly line?: Entity<typeof orderLines> };

/** The order of a table or a guest: the menu to tap on, the lines with their state, and the two next actions. */
export function OrderScreen(props: {
  readonly order: Id<'order'>;
  /** The table at which the first dish opens the order. */
  readonly openAt?: Id<'table'>;
  readonly person: Person;
}) {
  const { order, openAt, person } = props;
  const station = useStation();
  const { words } = useSpeech();
  const { tap: approved, approval } = useApproval();
  const { tap, refusal } = useTaps(approved);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [panel, setPanel] = useState<'menu' | 'lines'>('menu');
  const intents = intentsOf(person);

  const addDish = async (choice: DishChoice) => {
    const opened =
      openAt !== undefined && !find(station.view, orders, order)
        ? tap(intents.open({ id: order, kind: OrderKind.dineIn, table: openAt }))
        : undefined;
    const added = tap(intents.add(station.newId(), order, choice));
    await opened;
    await added;
  };
  const tapDish = (item: Entity<typeof items>) => {
    const choice = choose(station.view, item.id, []);
    if (!choice.ok && choice.error.code === 'too_few_modifiers') return setAsked({ item });
    if (item.modifierGroups.length > 0 && choice.ok) return setAsked({ item });
    const same = ownDraftOf(station, order, item.id);
    if (same && choice.ok) return void tap(intents.setQuantity(same.id, same.quantity + 1));
    return void addDish({ item: item.id, quantity: 1, modifiers: [], note: null });
  };
  const takeChoice = (choice: DishChoice) => {
    setAsked(null);
    const replaced = asked?.line;
    if (replaced) void tap(intents.replace(replaced.id, station.newId(), order, choice));
    else void addDish(choice);
  };
  return (
    <div className="page order" data-panel={panel} data-order={order}>
      <TopBar {...useTitles(order, openAt)} back="#/" person={person} />
      <p className="refusal toast" role="alert">
        {refusal}
      </p>
      <MenuPanel menu={menuOf(station)} order={order} onDish={tapDish} />
      <OrderPanel
        order={order}
        at={openAt}
        person={person}
        tap={tap}
        onEdit={(line, item) => setAsked({ item, line })}
        panel={panel}
        onPanel={setPanel}
      />
      {approval}
      {asked && (
        <ChoiceSheet
          item={asked.item}
          {...(asked.line ? { line: asked.line } : {})}
          okLabel={asked.line ? words.choice.save : words.choice.add}
          onChosen={takeChoice}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

// "+1" on a line is safe only where no other till adds to it: the line that this device began itself (SYN-1).
function ownDraftOf(station: ReturnType<typeof useStation>, order: Id<'order'>, item: Id<'item'>) {
  return draftsOf(station.view, order).find((line) => {
    if (line.item !== item || line.note !== null || line.modifiers.length > 0 || line.course > 0) return false;
    const row = station.view.get('order_lines', line.id);
    const unsaved = station.view.isUnsaved('order_lines', line.id);
    return unsaved || (row !== undefined && readStamp(row.st.replace('~', '')).install === station.identity.install);
  });
}

function useTitles(id: Id<'order'>, openAt: Id<'table'> | undefined): { title: string; detail: string } {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const nameOf = useOrderNames();
  const now = useNow(2_000);
  const order = find(view, orders, id);
  const table = find(view, tables, order?.table ?? openAt ?? '');
  const area = find(view, areas, table?.area ?? '');
  const name = nameOf(id) ?? (table ? words.tables.table(table.name) : words.tables.takeaway);
  const title = area ? `${name} · ${area.name}` : name;
  if (!order) return { title, detail: words.order.newOrder };
  const who = find(view, staff, order.openedBy)?.name.split(' ')[0];
  const guests = coversOf(view, id);
  const covers = guests > 0 ? words.order.covers(guests) : undefined;
  const { dueMinor, declaredMinor } = dueOf(view, id);
  const covered = declaredMinor > 0 ? words.orders.toCheck : words.order.paid;
  const state = isClosed(view, id) && dueMinor <= 0 ? covered : undefined;
  const since = words.order.since(formats.age(now - order.openedAt));
  return { title, detail: [state, covers, since, who].filter((part) => part !== undefined).join(' · ') };
}
