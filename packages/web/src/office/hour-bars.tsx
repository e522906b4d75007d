import { useSpeech } from '../words/words.tsx';
import type { DayFigures } from './day-figures.ts';

const [BAR, GAP, HEIGHT] = [28, 8, 120];

/** Sales hour by hour as bars; whoever does not see them reads the same as a list. */
export function HourBars({ hours }: { readonly hours: DayFigures['hours'] }) {
  const { words, formats } = useSpeech();
  if (hours.length === 0) return <p className="empty">{words.office.nothingSold}</p>;
  const most = Math.max(1, ...hours.map(({ amountMinor }) => amountMinor));
  const best = hours.find(({ amountMinor }) => amountMinor === most);
  // Few hours keep their bars slim.
  const width = Math.max(8, hours.length) * (BAR + GAP);
  return (
    <>
      <svg
        className="office-bars"
        viewBox={`0 0 ${width} ${HEIGHT + 22}`}
        preserveAspectRatio="xMinYMid"
        aria-hidden="true"
      >
        {hours.map(({ hour, amountMinor }, index) => {
          const tall = Math.max(amountMinor > 0 ? 3 : 1, (HEIGHT * amountMinor) / most);
          return (
            <g key={hour} transform={`translate(${index * (BAR + GAP)} 0)`} data-best={amountMinor === most}>
              <rect y={HEIGHT - tall} width={BAR} height={tall} rx="4" />
              <text x={BAR / 2} y={HEIGHT + 16} textAnchor="middle">
                {words.office.hour(hour)}
              </text>
            </g>
          );
        })}
      </svg>
      {best && (
        <p className="muted small">
          {words.office.bestHour(words.office.hour(best.hour), formats.money(best.amountMinor))}
        </p>
      )}
      <ul className="office-unseen">
        {hours.map(({ hour, amountMinor }) => (
          <li key={hour}>
            {words.office.hour(hour)}: {formats.money(amountMinor)}
          </li>
        ))}
      </ul>
    </>
  );
}
