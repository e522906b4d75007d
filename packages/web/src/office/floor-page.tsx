import { useState } from 'react';
import {
  areas,
  byPlace,
  drawers,
  edit,
  find,
  lastPlace,
  listAll,
  settings,
  stations,
  tables,
  type Collection,
  type Entity,
  type Id,
  type Placed,
} from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { NameSheet } from './name-sheet.tsx';
import { useSaving } from './saving.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { TableSheet } from './table-sheet.tsx';

/** The room: areas with their tables; the drawers; where dishes are made; and how the house charges. */
export function FloorPage() {
  const station = useStation();
  const { words } = useSpeech();
  const [isSetting, setSetting] = useState(false);
  const house = find(station.view, settings, station.identity.restaurant);
  return (
    <div className="office-page">
      <Areas />
      <div className="office-columns">
        <NamedList of={drawers} title={words.office.drawers} add={words.office.newDrawer} />
        <NamedList of={stations} title={words.office.stations} add={words.office.newStation} />
        <section className="card office-card">
          <h2>{words.office.settings}</h2>
          <p>{house?.name}</p>
          <button type="button" className="button" onClick={() => setSetting(true)}>
            {words.office.settingsEdit}
          </button>
        </section>
      </div>
      {isSetting && house && <SettingsSheet house={house} onClose={() => setSetting(false)} />}
    </div>
  );
}

type Asked =
  | { readonly what: 'area'; readonly area: Entity<typeof areas> | undefined }
  | { readonly what: 'table'; readonly area: Id<'area'>; readonly table: Entity<typeof tables> | undefined };

function Areas() {
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
        <button type="button" className="button primary" onClick={() => setAsked({ what: 'area', area: undefined })}>
          + {words.office.newArea}
        </button>
      </div>
      {shown.map((area) => (
        <section key={area.id} className="card office-card" aria-label={area.name}>
          <div className="office-head">
            <h2 className="grow">{area.name}</h2>
            <MoveButtons name={area.name} id={area.id} list={shown} onMove={move} />
            <button type="button" className="button" onClick={() => setAsked({ what: 'area', area })}>
              {words.office.change}
            </button>
          </div>
          <ul className="office-tables">
            {all
              .filter((table) => table.area === area.id)
              .map((table) => (
                <li key={table.id}>
                  <button
                    type="button"
                    className="table-tile"
                    onClick={() => setAsked({ what: 'table', area: area.id, table })}
                  >
                    <b className="tile-name">{table.name}</b>
                    <span className="muted small">{words.tables.seats(table.seats)}</span>
                  </button>
                </li>
              ))}
            <li>
              <button
                type="button"
                className="table-tile new"
                onClick={() => setAsked({ what: 'table', area: area.id, table: undefined })}
              >
                <span className="plus" aria-hidden="true">
                  +
                </span>
                <span>{words.office.newTable}</span>
              </button>
            </li>
          </ul>
        </section>
      ))}
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

/** A short list of things with a name: drawers, stations. */
function NamedList(props: {
  readonly of: typeof drawers | typeof stations;
  readonly title: string;
  readonly add: string;
}) {
  const { view } = useStation();
  const { words } = useSpeech();
  const [asked, setAsked] = useState<Entity<typeof drawers> | 'new'>();
  const rows = (listAll(view, props.of as Collection) as unknown as Entity<typeof drawers>[])
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <section className="card office-card" aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul className="office-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="grow">
              {row.name}
              {'hasScreen' in row && row.hasScreen === false && (
                <span className="muted small"> · {words.office.noScreen}</span>
              )}
            </span>
            <button
              type="button"
              className="button"
              aria-label={`${words.office.change} ${row.name}`}
              onClick={() => setAsked(row)}
            >
              {words.office.change}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => setAsked('new')}>
        + {props.add}
      </button>
      {asked && (
        <NameSheet
          of={props.of}
          row={asked === 'new' ? undefined : asked}
          title={asked === 'new' ? props.add : asked.name}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
