import { useState, type ReactNode } from 'react';
import { areas, byPlace, edit, lastPlace, listAll, tables, type Entity, type Id, type Placed } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { removedTables, tableBack } from './bring-back.ts';
import { MoveButtons } from './move-buttons.tsx';
import { NameSheet } from './name-sheet.tsx';
import { RemovedList } from './removed-list.tsx';
import { useSaving } from './saving.tsx';
import { TableSheet } from './table-sheet.tsx';

type Asked =
  | { readonly what: 'area'; readonly area: Entity<typeof areas> | undefined }
  | { readonly what: 'table'; readonly area: Id<'area'>; readonly table: Entity<typeof tables> | undefined };

/** The areas of the house, each with its tables. */
export function AreaList() {
  const { view } = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [asked, setAsked] = useState<Asked>();
  const shown = listAll(view, areas)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  const all = listAll(view, tables)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  const move = (rows: readonly Placed[]) =>
    void save(
      rows.map(({ id, position }) => edit(areas, id, { position })),
      words.office.moved,
    );
  return (
    <>
      <div className="office-bar">
        <Button look="primary" onClick={() => setAsked({ what: 'area', area: undefined })}>
          + {words.office.newArea}
        </Button>
      </div>
      {shown.map((area) => (
        <AreaCard
          key={area.id}
          area={area}
          tables={all.filter((table) => table.area === area.id)}
          onEdit={() => setAsked({ what: 'area', area })}
          onTable={(table) => setAsked({ what: 'table', area: area.id, table })}
        >
          <MoveButtons name={area.name} id={area.id} list={shown} onMove={move} />
        </AreaCard>
      ))}
      <RemovedList
        title={words.office.removedTables}
        rows={removedTables(view)}
        back={(table) => tableBack(view, table)}
      />
      {asked?.what === 'area' && (
        <NameSheet
          of={areas}
          row={asked.area}
          place={lastPlace(shown)}
          title={asked.area?.name ?? words.office.newArea}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.what === 'table' && (
        <TableSheet area={asked.area} table={asked.table} place={lastPlace(all)} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function AreaCard(props: {
  readonly area: Entity<typeof areas>;
  readonly tables: readonly Entity<typeof tables>[];
  readonly onEdit: () => void;
  readonly onTable: (table: Entity<typeof tables> | undefined) => void;
  readonly children: ReactNode;
}) {
  const { area } = props;
  const { words } = useSpeech();
  return (
    <section className="card office-card" aria-label={area.name}>
      <div className="office-head">
        <h2 className="grow">{area.name}</h2>
        {props.children}
        <Button onClick={props.onEdit}>{words.office.change}</Button>
      </div>
      <ul ref={arrowKeys} className="office-tables">
        {props.tables.map((table) => (
          <li key={table.id}>
            <button type="button" className="table-tile" onClick={() => props.onTable(table)}>
              <b className="tile-name">{table.name}</b>
              <span className="muted small">{words.tables.seats(table.seats)}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="table-tile new" onClick={() => props.onTable(undefined)}>
            <span className="plus" aria-hidden="true">
              +
            </span>
            <span>{words.office.newTable}</span>
          </button>
        </li>
      </ul>
    </section>
  );
}
