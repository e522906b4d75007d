import { listAll, receipts } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Money } from '../ui/money.tsx';
import { addressOf } from '../shell/route.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

const SHOWN_MAX = 5;

/** What this device took last: after a crash, the place to look whether the payment is there. */
export function LatestReceipts() {
  const station = useStation();
  const { words, formats } = useSpeech();
  const own = listAll(station.view, receipts)
    .filter(({ number }) => number.startsWith(`${station.identity.series}-`))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, SHOWN_MAX);
  if (own.length === 0) return null;
  return (
    <section aria-label={words.tables.lastReceipts}>
      <h2>{words.tables.lastReceipts}</h2>
      <ul ref={arrowKeys} className="latest">
        {own.map((receipt) => (
          <li key={receipt.id}>
            <a className="card latest-row" href={addressOf({ page: 'receipt', order: receipt.order })}>
              <span className="mono grow">{receipt.number}</span>
              <span className="muted small">{formats.time(receipt.at)}</span>
              <Money minor={receipt.totalMinor} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
