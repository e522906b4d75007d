import { find, paperOf, payments, settings, staff, type Entity, type receipts } from '@resto360/domain';
import { BigMoney } from '../ui/money.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { ReceiptLines } from './receipt-lines.tsx';
import { ReceiptSums } from './receipt-sums.tsx';

/** One receipt as it was handed out: all of it from the fact and its payment, nothing from the order of today (SYN-4). */
export function ReceiptPaper({ receipt }: { readonly receipt: Entity<typeof receipts> }) {
  const { view, identity } = useStation();
  const { words, formats } = useSpeech();
  const payment = find(view, payments, receipt.payment ?? '');
  const house = find(view, settings, identity.restaurant);
  const by = find(view, staff, receipt.by)?.name;
  return (
    <article className="card paper" data-receipt={receipt.number}>
      <header className="paid-head">
        <p className="paid">
          <span aria-hidden="true">✓</span>{' '}
          {paperOf(receipt).leftMinor > 0 ? words.receipt.partPaid : words.receipt.paid}
        </p>
        <BigMoney minor={receipt.totalMinor} />
        {payment && payment.changeMinor > 0 && (
          <p className="give-back">
            {words.receipt.giveBack} <b className="money">{formats.money(payment.changeMinor)}</b>
          </p>
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
        <ReceiptLines receipt={receipt} />
        <ReceiptSums receipt={receipt} payment={payment} />
      </div>
    </article>
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
