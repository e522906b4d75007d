import { Suspense, useEffect, useState } from 'react';
import { dueOf, find, isClosed, orders, paymentAttempts, rootOf, type Id } from '@resto360/domain';
import { ButtonLink } from '../ui/button.tsx';
import { NewMatters } from '../shell/new-matters.tsx';
import { useRoute } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { ClosingScreen } from './closing-screen.tsx';
import { InboxScreen } from './inbox-screen.tsx';
import { SettleProven } from './on-demand.ts';
import { OrderScreen } from './order-screen.tsx';
import { OrdersScreen } from './orders-screen.tsx';
import { PayScreen } from './pay-screen.tsx';
import { PaymentsScreen } from './payments-screen.tsx';
import { ReceiptScreen } from './receipt-screen.tsx';
import { ShiftScreen } from './shift-screen.tsx';
import { TableList } from './table-list.tsx';
import { TableScreen } from './table-screen.tsx';

/** The pages of a till, by the address, and what is told over them. */
export function PosPages(props: { readonly person: Person; readonly onLeave: () => void }) {
  return (
    <>
      <PageOf {...props} />
      <NewMatters person={props.person} />
      <Settling person={props.person} />
    </>
  );
}

/** Receipts of money that was proven, wherever one is; a house without rails loads nothing for it. */
function Settling({ person }: { readonly person: Person }) {
  const { view } = useStation();
  const [any] = view.all(paymentAttempts.name);
  return <Suspense>{any && <SettleProven person={person} />}</Suspense>;
}

function PageOf({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const route = useRoute();
  if ('table' in route) return <TableScreen key={route.table} table={route.table} person={person} />;
  if ('order' in route) {
    return <OrderPages key={route.order} page={route.page} order={route.order} person={person} />;
  }
  if ('shift' in route) return <ClosingScreen key={route.shift} shift={route.shift} person={person} />;
  if (route.page === 'orders') return <OrdersScreen person={person} />;
  if (route.page === 'inbox') return <InboxScreen person={person} />;
  if (route.page === 'payments') return <PaymentsScreen person={person} />;
  if (route.page === 'shift') return <ShiftScreen person={person} />;
  return <TableList person={person} onLeave={onLeave} />;
}

/** The pages of one order. A closed one is fetched from the disk; a paid one says so, whichever page was asked for. */
function OrderPages(props: {
  readonly page: 'order' | 'pay' | 'receipt';
  readonly order: Id<'order'>;
  readonly person: Person;
}) {
  const { page, person } = props;
  const station = useStation();
  const looked = useLoaded(props.order);
  // Whichever part of a merged order was asked for, the page is that of the whole.
  const order = rootOf(station.view, props.order);
  if (!find(station.view, orders, order)) return looked ? <UnknownOrder person={person} /> : null;
  const isPaid = isClosed(station.view, order) && dueOf(station.view, order).dueMinor <= 0;
  if (page === 'receipt' || (page === 'pay' && isPaid)) return <ReceiptScreen order={order} person={person} />;
  if (page === 'pay') return <PayScreen order={order} person={person} />;
  return <OrderScreen order={order} person={person} />;
}

function useLoaded(order: Id<'order'>): boolean {
  const station = useStation();
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    const look = async () => {
      await station.device.loadOrder(order);
      setLooked(true);
      station.changed();
    };
    void look();
  }, [station, order]);
  return looked;
}

function UnknownOrder({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.order.orderOf} back="#/" person={person} />
      <main className="scroll middle">
        <p className="empty">{words.order.unknown}</p>
        <ButtonLink href="#/">{words.order.toTables}</ButtonLink>
      </main>
    </div>
  );
}
