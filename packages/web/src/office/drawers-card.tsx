import { Money } from '../ui/money.tsx';
import { useSpeech } from '../words/words.tsx';
import type { DayFigures } from './day-figures.ts';

/** What each open drawer should hold, for whoever may see it: cashiers count theirs without. */
export function DrawersCard({ drawers }: { readonly drawers: DayFigures['drawers'] }) {
  const { words, formats } = useSpeech();
  if (drawers.length === 0) return null;
  return (
    <section className="card office-card" aria-label={words.office.drawersHold}>
      <h2>{words.office.drawersHold}</h2>
      <ul className="office-top">
        {drawers.map(({ id, name, takenMinor, refundedMinor, suspenseMinor, expectedMinor }) => (
          <li key={id} aria-label={name}>
            <span className="grow stack">
              {name}
              <span className="muted small">
                {words.office.taken(formats.money(takenMinor))}
                {refundedMinor > 0 && ` · ${words.office.refunded(formats.money(refundedMinor))}`}
                {suspenseMinor > 0 && ` · ${words.office.inSuspense(formats.money(suspenseMinor))}`}
              </span>
            </span>
            {expectedMinor === null ? (
              <span className="muted">{words.office.floatUnknown}</span>
            ) : (
              <b>
                <Money minor={expectedMinor} />
              </b>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
