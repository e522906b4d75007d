import { useEffect, useState } from 'react';
import {
  dueOf,
  find,
  isClosed,
  listOfParts,
  orders,
  receipts,
  rootOf,
  totalsOf,
  type Id,
  type View,
} from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Money } from '../ui/money.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { useOrderNames } from './order-name.ts';
import { ToCheck } from './to-check.tsx';

/** Orders read from the disk at a time; the view keeps them until the page is loaded anew. */
const STEP = 50;

/** Every order of the house, open ones and closed, newest first; found by table, name or receipt number. */
export function OrdersScreen({ person }: { readonly person: Person }) {
  const { view } = useStation();
  const { words } = useSpeech();
  const [shown, setShown] = useState<'open' | 'closed'>('open');
  const [typed, setTyped] = useState('');
  const [count, setCount] = useState(STEP);
  const nameOf = useOrderNames();
  const ids = useLastOrders(count);
  const entries = [...new Set(ids.map((id) => rootOf(view, id)))]
    .flatMap((id) => entryOf(view, id, nameOf(id) ?? '') ?? [])
    .filter((entry) => (entry.isClosed ? 'closed' : 'open') === shown && fits(entry, typed));
  return (
    <div className="page">
      <TopBar title={words.orders.title} back="#/" person={person} />
      <main className="scroll floor">
        <div className="menu-head">
          <div className="segments grow">
            {(['open', 'closed'] as const).map((one) => (
              <Button key={one} aria-pressed={shown === one} onClick={() => setShown(one)}>
                {words.orders[one]}
              </Button>
            ))}
          </div>
          <input
            className="field search"
            type="search"
            value={typed}
            placeholder={words.orders.search}
            aria-label={words.orders.search}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        {entries.length === 0 && <p className="empty">{words.orders.none}</p>}
        <ul ref={arrowKeys} className="latest">
          {entries.map((entry) => (
            <OrderRow key={entry.id} entry={entry} />
          ))}
        </ul>
        {ids.length === count && <Button onClick={() => setCount(count + STEP)}>{words.orders.more}</Button>}
      </main>
    </div>
  );
}

type OrderEntry = {
  readonly id: Id<'order'>;
  readonly openedAt: number;
  readonly name: string;
  readonly isClosed: boolean;
  readonly totalMinor: number;
  readonly dueMinor: number;
  readonly declaredMinor: number;
  readonly numbers: readonly string[];
};

function OrderRow({ entry }: { readonly entry: OrderEntry }) {
  const { formats } = useSpeech();
  const now = useNow();
  const isPaid = entry.isClosed && entry.dueMinor <= 0 && entry.numbers.length > 0;
  return (
    <li>
      <a className="card latest-row" href={addressOf({ page: isPaid ? 'receipt' : 'order', order: entry.id })}>
        <span className="grow stack">
          <b>{entry.name}</b>
          <span className="muted small">
            {formats.dateTime(entry.openedAt)}
            {entry.isClosed ? '' : ` · ${formats.age(now - entry.openedAt)}`}
          </span>
          {entry.numbers.length > 0 && <span className="mono small">{entry.numbers.join(', ')}</span>}
          <ToCheck minor={entry.declaredMinor} />
        </span>
        <Money minor={entry.totalMinor} />
      </a>
    </li>
  );
}

function useLastOrders(count: number): readonly Id<'order'>[] {
  const station = useStation();
  const [ids, setIds] = useState<readonly Id<'order'>[]>([]);
  useEffect(() => {
    const load = async () => {
      setIds(await station.device.loadLastOrders(count));
      station.changed();
    };
    void load();
  }, [station, count]);
  return ids;
}

function entryOf(view: View, id: Id<'order'>, name: string): OrderEntry | undefined {
  const order = find(view, orders, id);
  if (!order) return undefined;
  const { dueMinor, declaredMinor } = dueOf(view, id);
  return {
    id,
    openedAt: order.openedAt,
    name,
    isClosed: isClosed(view, id),
    totalMinor: totalsOf(view, id).totalMinor,
    dueMinor,
    declaredMinor,
    numbers: listOfParts(view, receipts, id).map((receipt) => receipt.number),
  };
}

function fits(entry: OrderEntry, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return true;
  return [entry.name, ...entry.numbers].some((text) => text.toLowerCase().includes(wanted));
}
