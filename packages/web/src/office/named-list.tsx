import { useState } from 'react';
import { listAll, type Collection, type drawers, type Entity, type stations } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { NameSheet } from './name-sheet.tsx';

/** A short list of things with a name: drawers, stations. */
export function NamedList(props: {
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
            <Button aria-label={`${words.office.change} ${row.name}`} onClick={() => setAsked(row)}>
              {words.office.change}
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => setAsked('new')}>+ {props.add}</Button>
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
