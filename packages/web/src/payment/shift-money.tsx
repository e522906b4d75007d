import type { View } from '@resto360/domain';
import { Money } from '../ui/money.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { shiftMoneyOf } from './money-of.ts';

/** Beside the cash of a closing: what came over rails, proven and not, and what was only noted. Nothing where all was cash. */
export function ShiftMoney(props: {
  readonly view: View;
  readonly shift: { readonly id: string; readonly aliases: readonly string[] };
}) {
  const words = usePaymentWords();
  const { provenMinor, toCheckMinor, waitingMinor, others, tipsMinor, owedMinor } = shiftMoneyOf(
    props.view,
    props.shift,
  );
  const rows = [
    [words.shiftProven, provenMinor],
    [`? ${words.shiftToCheck}`, toCheckMinor],
    [`◔ ${words.shiftWaiting}`, waitingMinor],
    ...others.map(({ method, amountMinor }) => [methodName(words.methods, method), amountMinor] as const),
  ] as const;
  const inDrawer = [
    [words.shiftTips, tipsMinor],
    [words.shiftOwed, owedMinor],
  ] as const;
  return (
    <>
      {rows.some(([, minor]) => minor !== 0) && (
        <>
          <h3>{words.shiftTitle}</h3>
          <Sums rows={rows} />
          <p className="muted small">{words.shiftHint}</p>
        </>
      )}
      <Sums rows={inDrawer} />
    </>
  );
}

function Sums({ rows }: { readonly rows: readonly (readonly [label: string, minor: number])[] }) {
  const shown = rows.filter(([, minor]) => minor !== 0);
  if (shown.length === 0) return null;
  return (
    <dl className="sums">
      {shown.map(([label, minor]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const methodName = (names: Readonly<Record<string, string>>, method: string): string => names[method] ?? method;
