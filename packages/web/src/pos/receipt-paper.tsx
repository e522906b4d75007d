import { Suspense } from 'react';
import {
  attemptsOf,
  find,
  isWatched,
  paperOf,
  payments,
  settings,
  staff,
  type Entity,
  type KnownAttempt,
  type receipts,
  type View,
} from '@resto360/domain';
import { BigMoney } from '../ui/money.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { railName } from '../payment/rail-name.ts';
import { OwedChangeOf } from './on-demand.ts';
import { ReceiptLines } from './receipt-lines.tsx';
import { ReceiptSums } from './receipt-sums.tsx';

/** One receipt as it was handed out: all of it from the fact and its payment, nothing from the order of today (SYN-4). */
export function ReceiptPaper(props: { readonly receipt: Entity<typeof receipts>; readonly person: Person }) {
  const { receipt, person } = props;
  const { view, identity } = useStation();
  const { words, formats } = useSpeech();
  const payment = find(view, payments, receipt.payment ?? '');
  const house = find(view, settings, identity.restaurant);
  const by = find(view, staff, receipt.by)?.name;
  const attempt = payment?.method === 'mobile' ? attemptOf(view, payment) : undefined;
  return (
    <article className="card paper" data-receipt={receipt.number}>
      <header className={attempt && attempt.capturedMinor === 0 ? 'paid-head unsure' : 'paid-head'}>
        <p className="paid">
          <Standing attempt={attempt} isPart={paperOf(receipt).leftMinor > 0} />
        </p>
        <BigMoney minor={receipt.totalMinor} />
        {payment && payment.changeMinor > 0 && (
          <p className="give-back">
            {words.receipt.giveBack} <b className="money">{formats.money(payment.changeMinor)}</b>
          </p>
        )}
        {payment && payment.changeOwedMinor > 0 && (
          <Suspense fallback={<OwedAtFirst minor={payment.changeOwedMinor} />}>
            <OwedChangeOf payment={payment.id} person={person} />
          </Suspense>
        )}
        <Ticks receipt={receipt} />
      </header>
      <div className="paper-body">
        {house?.receiptHeader && <p className="house">{house.receiptHeader}</p>}
        <p>
          {words.receipt.number} <b className="mono number">{receipt.number}</b>
        </p>
        <p className="muted small">
          <time dateTime={new Date(receipt.at).toISOString()}>{formats.dateTime(receipt.at)}</time>
          {by !== undefined && ` · ${words.receipt.by(by)}`}
        </p>
        {attempt && <Reference attempt={attempt} />}
        <ReceiptLines receipt={receipt} />
        <ReceiptSums receipt={receipt} payment={payment} />
      </div>
    </article>
  );
}

// Until the rest is loaded, which also says whether the guest has come for it since.
function OwedAtFirst({ minor }: { readonly minor: number }) {
  const { words, formats } = useSpeech();
  return (
    <p className="give-back">
      {words.receipt.owed} <b className="money">{formats.money(minor)}</b>
    </p>
  );
}

const attemptOf = (view: View, { id, order }: { readonly id: string; readonly order: string }) =>
  attemptsOf(view, order).find(({ payment }) => payment === id);

/** How sure the money is today: a claim was declared when the paper was made, and may be proven or rejected since. */
function Standing(props: { readonly attempt: KnownAttempt | undefined; readonly isPart: boolean }) {
  const { words } = useSpeech();
  const { attempt, isPart } = props;
  const isOff = attempt !== undefined && isWatched(attempt.state);
  const [sign, said] = isOff
    ? ['✕', words.receipt.unpaid]
    : attempt && attempt.capturedMinor === 0
      ? ['?', words.orders.toCheck]
      : ['✓', isPart ? words.receipt.partPaid : words.receipt.paid];
  return (
    <>
      <span aria-hidden="true">{sign}</span> {said}
    </>
  );
}

// What was declared says so on its paper for ever (SYN-4); what was proven names the operator's own number.
function Reference({ attempt: { isClaim, reference, told, rail } }: { readonly attempt: KnownAttempt }) {
  const { words } = useSpeech();
  const { view } = useStation();
  if (isClaim) return <p className="declared">{words.receipt.declared(reference ?? '')}</p>;
  return (
    <p className="mono small">
      {railName(view, rail)} {told?.operatorTxn}
    </p>
  );
}

function Ticks({ receipt }: { readonly receipt: Entity<typeof receipts> }) {
  const station = useStation();
  const { words } = useSpeech();
  const inCloud = !station.device.view.isPending('receipts', receipt.id);
  return (
    <p className="ticks" role="status">
      <span>✓ {words.receipt.kept}</span>
      <span>○ {words.receipt.second}</span>
      <span>{inCloud ? `✓ ${words.receipt.cloud}` : `○ ${words.receipt.notCloud}`}</span>
    </p>
  );
}
