import {
  dueOf,
  find,
  listOfOrder,
  orderLines,
  orders,
  payments,
  receipts,
  settings,
  staff,
  tables,
  totalsOf,
  type Entity,
  type Id,
} from '@resto360/domain';
import { BigMoney, Money } from '../shell/money.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

type Receipt = Entity<typeof receipts>;

/** "Paid", with the number and the change to give: shown only for what is on this device's disk (SYN-8). */
export function ReceiptScreen({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const known = find(view, orders, order);
  const own = listOfOrder(view, receipts, order).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const { dueMinor } = dueOf(view, order);
  const table = find(view, tables, known?.table ?? '');
  const name = table ? words.tables.table(table.name) : (known?.label ?? words.tables.takeaway);
  return (
    <div className="page">
      <TopBar
        title={`${words.order.receipt} · ${name}`}
        back={dueMinor > 0 ? addressOf({ page: 'order', order }) : '#/'}
        person={person}
      />
      <main className="scroll receipts">
        {own.length === 0 && <p className="empty">{words.pay.nothingPaid}</p>}
        {own.map((receipt) => (
          <ReceiptPaper key={receipt.id} receipt={receipt} isPart={dueMinor > 0} />
        ))}
        <div className="actions">
          {dueMinor > 0 && (
            <a className="button accent" href={addressOf({ page: 'pay', order })}>
              {words.receipt.rest(formats.money(dueMinor))}
            </a>
          )}
          <a className="button primary grow" href="#/">
            {words.receipt.done}
          </a>
        </div>
      </main>
    </div>
  );
}

function ReceiptPaper({ receipt, isPart }: { readonly receipt: Receipt; readonly isPart: boolean }) {
  const station = useStation();
  const { words, formats } = useSpeech();
  const payment = find(station.view, payments, receipt.payment ?? '');
  const house = find(station.view, settings, station.identity.restaurant);
  const by = find(station.view, staff, receipt.by)?.name;
  const inCloud = !station.device.view.isPending('receipts', receipt.id);
  return (
    <article className="card paper" data-receipt={receipt.number}>
      <header className="paid-head">
        <p className="paid">
          <span aria-hidden="true">✓</span> {isPart ? words.receipt.partPaid : words.receipt.paid}
        </p>
        <BigMoney minor={receipt.totalMinor} />
        {payment && payment.changeMinor > 0 && (
          <p className="give-back">
            {words.receipt.giveBack} <b className="money">{formats.money(payment.changeMinor)}</b>
          </p>
        )}
        <p className="ticks" role="status">
          <span>✓ {words.receipt.kept}</span>
          <span>{inCloud ? `✓ ${words.receipt.cloud}` : `○ ${words.receipt.notCloud}`}</span>
        </p>
      </header>
      <div className="paper-body">
        {house?.receiptHeader && <p className="house">{house.receiptHeader}</p>}
        <p>
          {words.receipt.number} <b className="mono number">{receipt.number}</b>
        </p>
        <p className="muted small">
          {formats.time(receipt.at)}
          {by !== undefined && ` · ${words.receipt.by(by)}`}
        </p>
        <ReceiptLines receipt={receipt} />
        {payment && (
          <dl className="sums">
            <Sum label={`${words.receipt.cash} · ${words.receipt.tendered}`} minor={payment.tenderedMinor} />
            <Sum label={words.receipt.change} minor={payment.changeMinor} />
          </dl>
        )}
      </div>
    </article>
  );
}

function ReceiptLines({ receipt }: { readonly receipt: Receipt }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const totals = totalsOf(view, receipt.order);
  const covered = new Set(receipt.lines);
  const names = new Map(listOfOrder(view, orderLines, receipt.order).map((line): [Id, string] => [line.id, line.name]));
  const shown = totals.lines.filter((line) => covered.has(line.id));
  const isWhole = shown.length > 0 && receipt.totalMinor === totals.totalMinor;
  return (
    <>
      <ul className="paper-lines">
        {shown.map((line) => (
          <li key={line.id}>
            <span className="quantity">{line.quantity}×</span>
            <span className="grow">{names.get(line.id)}</span>
            <span className="money">{formats.amount(line.netMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className="sums">
        {isWhole && totals.serviceMinor > 0 && <Sum label={words.receipt.service} minor={totals.serviceMinor} />}
        {isWhole && totals.taxOnTopMinor > 0 && <Sum label={words.receipt.taxOnTop} minor={totals.taxOnTopMinor} />}
        {isWhole && totals.roundingMinor !== 0 && <Sum label={words.receipt.rounding} minor={totals.roundingMinor} />}
        <Sum label={words.receipt.total} minor={receipt.totalMinor} strong />
        {isWhole && totals.taxIncludedMinor > 0 && (
          <Sum label={words.receipt.taxIncluded} minor={totals.taxIncludedMinor} />
        )}
      </dl>
    </>
  );
}

function Sum(props: { readonly label: string; readonly minor: number; readonly strong?: boolean }) {
  return (
    <div className={props.strong ? 'strong' : ''}>
      <dt>{props.label}</dt>
      <dd>
        <Money minor={props.minor} />
      </dd>
    </div>
  );
}
