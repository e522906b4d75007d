import { paperOf, tenderMinor, type Entity, type payments, type receipts, type View } from '@resto360/domain';
import { railName } from '../payment/rail-name.ts';
import { useStation } from '../station/use-station.ts';
import { Money } from '../ui/money.tsx';
import { useSpeech } from '../words/words.tsx';

type Props = {
  readonly receipt: Entity<typeof receipts>;
  /** Undefined while the payment has not arrived here. */
  readonly payment: Entity<typeof payments> | undefined;
};

/** From the lines to the total, and from the total to what was handed over. A figure of 0 is not printed. */
export function ReceiptSums({ receipt, payment }: Props) {
  const { view } = useStation();
  const { words } = useSpeech();
  return (
    <dl className="sums">
      <Figure label={words.receipt.discount} minor={-receipt.discountMinor} />
      <Figure label={words.receipt.service} minor={receipt.serviceMinor} />
      <Figure label={words.receipt.taxOnTop} minor={receipt.taxOnTopMinor} />
      <Figure label={words.receipt.rounding} minor={receipt.roundingMinor} />
      <Figure label={words.receipt.total} minor={receipt.orderTotalMinor} strong />
      <Figure label={words.receipt.taxIncluded} minor={receipt.taxIncludedMinor} />
      <Figure label={words.receipt.alreadyPaid} minor={receipt.alreadyPaidMinor} />
      <Figure label={words.receipt.payment} minor={receipt.totalMinor} strong />
      <Figure label={words.receipt.left} minor={paperOf(receipt).leftMinor} />
      {payment?.method === 'cash' && (
        <>
          <Sum label={`${words.receipt.cash} · ${words.receipt.tendered}`} minor={payment.tenderedMinor} />
          <Sum label={words.receipt.change} minor={payment.changeMinor} />
        </>
      )}
      {payment && payment.method !== 'cash' && (
        <Sum
          label={joined(words.receipt.methods[payment.method], payment.label ?? railOf(view, payment.rail))}
          minor={payment.method === 'mobile' ? tenderMinor(payment) : payment.tenderedMinor}
        />
      )}
      <Figure label={words.receipt.tip} minor={payment?.tipMinor ?? 0} />
      <Figure label={words.receipt.owed} minor={payment?.changeOwedMinor ?? 0} strong />
    </dl>
  );
}

const railOf = (view: View, rail: string | null) => (rail === null ? null : railName(view, rail));

const joined = (name: string, label: string | null) => (label === null ? name : `${name} · ${label}`);

type SumProps = { readonly label: string; readonly minor: number; readonly strong?: boolean };

const Figure = (props: SumProps) => (props.minor === 0 ? null : <Sum {...props} />);

function Sum({ label, minor, strong }: SumProps) {
  return (
    <div className={strong ? 'strong' : ''}>
      <dt>{label}</dt>
      <dd>
        <Money minor={minor} />
      </dd>
    </div>
  );
}
