import { memo, startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { draftsOf, find, itemAvailability, type Entity, type Id, type items } from '@resto360/domain';
import { hasEmoji } from '../shell/emoji.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { DISHES_SHOWN_MAX, searchMenu, type Dish, type Heading } from './menu-index.ts';

/** The menu: headings beside, dishes to tap, and a search that needs no accents. */
export function MenuPanel(props: {
  readonly menu: readonly Heading[];
  readonly order: Id<'order'>;
  readonly onDish: (item: Entity<typeof items>) => void;
}) {
  const { menu, order, onDish } = props;
  const { words } = useSpeech();
  const { view, houseVersion } = useStation();
  const [headingId, setHeadingId] = useState<Heading['id'] | null>(null);
  const [typed, setTyped] = useState('');
  const latest = useRef(onDish);
  useEffect(() => {
    latest.current = onDish;
  });
  const tapDish = useCallback((item: Entity<typeof items>) => latest.current(item), []);
  const heading = menu.find(({ id }) => id === headingId) ?? menu[0];
  const searching = typed.trim() !== '';
  const drawer = searching ? typed : heading?.id;
  const found = searching ? searchMenu(menu, typed) : (heading?.dishes ?? []);
  const dishes = found.slice(0, useShownCount(drawer));
  const title = searching ? words.order.search : (heading?.name ?? words.order.favourites);
  const shown = useRef<HTMLElement>(null);
  // Another drawer begins at its beginning.
  const turnTo = (id: Heading['id'] | null, search: string) => {
    setHeadingId(id);
    setTyped(search);
    shown.current?.scrollTo(0, 0);
  };
  const waiting = new Map<Id, number>();
  for (const line of draftsOf(view, order)) waiting.set(line.item, (waiting.get(line.item) ?? 0) + line.quantity);
  return (
    <>
      <nav ref={arrowKeys} className="headings" aria-label={words.order.dishes(menu.length)}>
        {menu.map(({ id, name, emoji }) => (
          <button
            type="button"
            key={id}
            aria-current={!searching && id === heading?.id ? 'page' : undefined}
            onClick={() => turnTo(id, '')}
          >
            {hasEmoji && <span aria-hidden="true">{emoji}</span>}
            {name ?? words.order.favourites}
          </button>
        ))}
      </nav>
      <main ref={shown} className="menu scroll">
        <div className="menu-head">
          <h2>{title}</h2>
          <input
            className="field search"
            type="search"
            value={typed}
            placeholder={words.order.search}
            aria-label={words.order.search}
            onChange={(event) => turnTo(headingId, event.target.value)}
          />
        </div>
        {searching && dishes.length === 0 && <p className="empty">{words.order.noneFound}</p>}
        {/* Keyed by place: another drawer fills the tiles that stand there. Never when the menu itself changed: under a finger
            or the focus a dish must not become another one. */}
        <div ref={arrowKeys} className="dishes" role="group" aria-label={title}>
          {dishes.map((dish, place) => (
            <DishTile
              key={`${houseVersion}:${place}`}
              dish={dish}
              waiting={waiting.get(dish.item.id) ?? 0}
              soldOut={find(view, itemAvailability, dish.item.id)?.soldOut ?? false}
              onTap={tapDish}
            />
          ))}
        </div>
      </main>
    </>
  );
}

// The first screenful of a drawer at once, the rest when that is painted: a drawer may hold hundreds of dishes.
function useShownCount(drawer: string | undefined): number {
  const [whole, setWhole] = useState<string | undefined>(undefined);
  useEffect(() => {
    const afterPaint = requestAnimationFrame(() => startTransition(() => setWhole(drawer)));
    return () => cancelAnimationFrame(afterPaint);
  }, [drawer]);
  return whole === drawer ? DISHES_SHOWN_MAX : FIRST_SCREENFUL;
}

/** Dishes that a tablet of 1280×800 shows without scrolling; on wider ones the rest follows with the next frame. */
const FIRST_SCREENFUL = 30;

/** Drawn anew only when its own figures changed: a heading may hold hundreds, and every tap draws the page. */
const DishTile = memo(Tile);

function Tile(props: {
  readonly dish: Dish;
  readonly waiting: number;
  readonly soldOut: boolean;
  readonly onTap: (item: Entity<typeof items>) => void;
}) {
  const { dish, waiting, soldOut, onTap } = props;
  const { words, formats } = useSpeech();
  const { item } = dish;
  return (
    <button type="button" className="card dish" aria-disabled={soldOut} onClick={() => onTap(item)}>
      <b>{item.name}</b>
      <span className="price">{soldOut ? words.order.soldOut : formats.amount(item.priceMinor)}</span>
      {item.emoji === null || !hasEmoji ? (
        <i className="picture initial" aria-hidden="true">
          {item.name.slice(0, 1)}
        </i>
      ) : (
        <i className="picture" aria-hidden="true">
          {item.emoji}
        </i>
      )}
      {waiting > 0 && <span className="badge">{waiting}</span>}
    </button>
  );
}
