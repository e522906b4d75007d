import { useState } from 'react';
import { find, itemAvailability, items, listAll, type Id } from '@resto360/domain';
import { Sheet } from '../ui/sheet.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import type { KitchenWork } from './kitchen-work.ts';
import { dishesToMark } from './sold-out.ts';

/** The dishes of the station: a tap says that one is out, another that it is back. Those that are out stand on top. */
export function SoldOutSheet(props: {
  readonly place: Id<'station'> | null;
  readonly work: KitchenWork;
  readonly onClose: () => void;
}) {
  const { place, work } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const [asked, ask] = useState('');
  const isOut = (item: Id<'item'>) => find(view, itemAvailability, item)?.soldOut ?? false;
  // What was out when the sheet was opened stands on top; a tap moves nothing under the finger.
  const [outAtFirst] = useState(
    () =>
      new Set(
        listAll(view, items)
          .filter(({ id }) => isOut(id))
          .map(({ id }) => id),
      ),
  );
  const dishes = dishesToMark(listAll(view, items), { place, asked, first: outAtFirst });
  return (
    <Sheet title={words.kitchen.soldOutTitle} onClose={props.onClose}>
      <input
        type="search"
        className="field"
        placeholder={words.kitchen.findDish}
        aria-label={words.kitchen.findDish}
        value={asked}
        onChange={(event) => ask(event.target.value)}
      />
      <ul className="sold-out-list">
        {dishes.map(({ id, name }) => (
          <li key={id}>
            <button type="button" aria-pressed={isOut(id)} onClick={() => work.setSoldOut(id, !isOut(id))}>
              <span className="grow">{name}</span>
              <b>{isOut(id) ? `✕ ${words.kitchen.out}` : `✓ ${words.kitchen.inStock}`}</b>
            </button>
          </li>
        ))}
      </ul>
      {dishes.length === 0 && <p className="empty">{words.kitchen.noDish}</p>}
    </Sheet>
  );
}
