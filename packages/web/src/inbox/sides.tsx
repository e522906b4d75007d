import type { View } from '@resto360/domain';
import type { Side } from '@resto360/domain/decision';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { sayingOf } from './side-words.ts';
import { nameOfDevice, nameOfPerson } from './tell.ts';
import { useTelling } from './use-telling.ts';

/** More stand beside each other on no screen. */
const SHOWN_MAX = 6;
/** Longer ago the day is said too. **Units** ms. */
const TODAY_MS = 12 * 3_600_000;

/** What stands against what, beside each other: what, who, when, on which device. */
export function Sides({
  view,
  sides,
  now,
}: {
  readonly view: View;
  readonly sides: readonly Side[];
  readonly now: number;
}) {
  const { words } = useTelling();
  const rest = sides.length - SHOWN_MAX;
  if (sides.length === 0) return null;
  return (
    <ul className="sides">
      {sides.slice(0, SHOWN_MAX).map((side, index) => (
        // Two of one moment may say the same.
        // oxlint-disable-next-line react/no-array-index-key -- sides have no id, and are never reordered by themselves
        <OneSide key={index} view={view} side={side} now={now} />
      ))}
      {rest > 0 && <li className="muted">{words.others(rest)}</li>}
    </ul>
  );
}

function OneSide({ view, side, now }: { readonly view: View; readonly side: Side; readonly now: number }) {
  const { identity } = useStation();
  const { formats } = useSpeech();
  const telling = useTelling();
  const { words } = telling;
  const saying = sayingOf(view, side, telling);
  const when = side.at === null ? '' : now - side.at < TODAY_MS ? formats.time(side.at) : formats.dateTime(side.at);
  const told = [nameOfPerson(view, side.by), when, nameOfDevice(view, side.install, identity.install, words)];
  const reason = side.what === 'void' || side.what === 'refund' ? side.text : '';
  return (
    <li className={side.isKept === false ? 'side lost' : 'side'}>
      <span className="side-head">
        <span className="muted small">{words.side[side.what]}</span>
        {side.isKept !== null && <span className="tag">{side.isKept ? words.kept : words.lost}</span>}
      </span>
      {saying !== '' && <b>{saying}</b>}
      {reason !== '' && <span className="small">{reason}</span>}
      <span className="muted small">{told.filter((part) => part !== '').join(' · ')}</span>
    </li>
  );
}
