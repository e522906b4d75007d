import { useState } from 'react';
import {
  byPlace,
  categories,
  edit,
  items,
  lastPlace,
  listAll,
  type Entity,
  type Id,
  type Placed,
} from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { hasEmoji } from '../shell/emoji.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { dishBack, removedDishes } from './bring-back.ts';
import { GroupList } from './group-list.tsx';
import { ItemRow } from './item-row.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { foundIn } from './menu-search.ts';
import { MoveButtons } from './move-buttons.tsx';
import { NameSheet } from './name-sheet.tsx';
import { RemovedList } from './removed-list.tsx';
import { useSaving } from './saving.tsx';

type Item = Entity<typeof items>;
type Shown = { readonly kind: 'heading'; readonly id: Id<'category'> } | { readonly kind: 'questions' };

/** Dishes shown at once; more are found by typing. */
const SHOWN_MAX = 150;

/** The menu: headings at the left, their dishes, and the questions that are asked with them. */
export function MenuPage() {
  const { view } = useStation();
  const { words } = useSpeech();
  const headings = listAll(view, categories)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  const [chosen, setChosen] = useState<Shown>();
  const [asked, setAsked] = useState<Entity<typeof categories> | 'new'>();
  const first = headings[0];
  const shown = chosen ?? (first ? { kind: 'heading', id: first.id } : { kind: 'questions' });
  const heading = shown.kind === 'heading' ? (headings.find(({ id }) => id === shown.id) ?? first) : undefined;
  return (
    <div className="office-menu">
      <nav ref={arrowKeys} className="office-headings" aria-label={words.office.headings}>
        {headings.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-current={one.id === heading?.id}
            onClick={() => setChosen({ kind: 'heading', id: one.id })}
          >
            {hasEmoji && <span aria-hidden="true">{one.emoji ?? '🍽️'}</span>}
            <span className="grow">{one.name}</span>
          </button>
        ))}
        <button type="button" className="office-add" onClick={() => setAsked('new')}>
          <span aria-hidden="true">+</span>
          {words.office.newHeading}
        </button>
        <button
          type="button"
          aria-current={shown.kind === 'questions'}
          onClick={() => setChosen({ kind: 'questions' })}
        >
          <span aria-hidden="true">❓</span>
          {words.office.questions}
        </button>
      </nav>
      <div className="scroll office-menu-main">
        {heading ? (
          <HeadingDishes heading={heading} headings={headings} onEdit={() => setAsked(heading)} />
        ) : (
          <GroupList />
        )}
      </div>
      {asked && (
        <NameSheet
          of={categories}
          row={asked === 'new' ? undefined : asked}
          title={asked === 'new' ? words.office.newHeading : asked.name}
          place={lastPlace(headings)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

function HeadingDishes(props: {
  readonly heading: Entity<typeof categories>;
  readonly headings: readonly Entity<typeof categories>[];
  readonly onEdit: () => void;
}) {
  const { heading, headings } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Item | 'new'>();
  const living = listAll(view, items).filter(({ deleted }) => !deleted);
  const own = living.filter(({ category }) => category === heading.id).toSorted(byPlace);
  const found = typed.trim() === '' ? own : foundIn(living, typed);
  const move = (of: typeof items | typeof categories) => (rows: readonly Placed[]) =>
    void save(
      rows.map(({ id, position }) =>
        of === items ? edit(items, id, { position }) : edit(categories, id, { position }),
      ),
      words.office.moved,
    );
  return (
    <>
      <div className="office-head">
        <h2 className="grow">
          {heading.name} <span className="muted small">{words.order.dishes(own.length)}</span>
        </h2>
        <MoveButtons name={heading.name} id={heading.id} list={headings} onMove={move(categories)} />
        <Button onClick={props.onEdit}>{words.office.change}</Button>
      </div>
      <div className="office-bar">
        <input
          className="field grow"
          type="search"
          placeholder={words.office.search}
          aria-label={words.office.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button look="primary" onClick={() => setAsked('new')}>
          + {words.office.newItem}
        </Button>
      </div>
      {found.length === 0 && (
        <p className="empty">{typed === '' ? words.office.emptyHeading : words.order.noneFound}</p>
      )}
      <ul ref={arrowKeys} className="office-rows">
        {found.slice(0, SHOWN_MAX).map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            list={typed.trim() === '' ? own : []}
            onMove={move(items)}
            onTap={() => setAsked(item)}
          />
        ))}
      </ul>
      {found.length > SHOWN_MAX && <p className="muted">{words.office.more(found.length - SHOWN_MAX)}</p>}
      <RemovedList
        title={words.office.removedDishes}
        rows={removedDishes(view, heading.id)}
        back={(item) => dishBack(view, item, heading.id)}
      />
      {asked && (
        <ItemSheet
          item={asked === 'new' ? undefined : asked}
          category={heading.id}
          place={lastPlace(own)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
