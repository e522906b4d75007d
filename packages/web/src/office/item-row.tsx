import { find, itemAvailability, markSoldOut, type Entity, type items, type Placed } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { useSaving } from './saving.tsx';

type Item = Entity<typeof items>;

/** A dish in the list of the office: opens its form, is called sold out, and moves among its neighbours. */
export function ItemRow(props: {
  readonly item: Item;
  readonly list: readonly Item[];
  readonly onMove: (rows: readonly Placed[]) => void;
  readonly onTap: () => void;
}) {
  const { item, list } = props;
  const station = useStation();
  const { words } = useSpeech();
  const { person } = useSaving();
  const soldOut = find(station.view, itemAvailability, item.id)?.soldOut === true;
  const toggle = () =>
    void station.tap({
      kind: 'menu.sold_out',
      actor: person.id,
      make: (view) =>
        markSoldOut(
          view,
          { item: item.id, soldOut: !soldOut },
          { actor: person.id, role: person.role, nowMs: Date.now() },
        ),
    });
  const stock = soldOut ? `✕ ${words.kitchen.out}` : `✓ ${words.kitchen.inStock}`;
  return (
    <li className="office-item" data-sold-out={soldOut}>
      <button type="button" className="office-item-main" onClick={props.onTap}>
        <span className="office-item-sign" aria-hidden="true">
          {item.emoji ?? item.name.slice(0, 1)}
        </span>
        <span className="grow">
          <b>{item.name}</b>
          {item.favourite && <span aria-label={words.office.favourite}> ★</span>}
        </span>
        <Money minor={item.priceMinor} />
      </button>
      <Button className="office-sold" aria-pressed={soldOut} aria-label={`${item.name}: ${stock}`} onClick={toggle}>
        {stock}
      </Button>
      {list.length > 1 && <MoveButtons name={item.name} id={item.id} list={list} onMove={props.onMove} />}
    </li>
  );
}
