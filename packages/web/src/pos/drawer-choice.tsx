import { useState } from 'react';
import type { Id } from '@resto360/domain';
import { keep, kept } from '../station/keep.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { listDrawers } from './list-drawers.ts';

/** The drawer that this till's cash goes to, and how another is chosen. */
export function useDrawer(): [Id<'drawer'>, (drawer: Id<'drawer'>) => void] {
  const station = useStation();
  const all = listDrawers(station.view);
  const [chosen, setChosen] = useState(() => kept('drawer'));
  const drawer = all.find(({ id }) => id === chosen) ?? all[0];
  // A house without a drawer still takes cash: it goes to one that bears the restaurant's own id.
  const id = drawer?.id ?? station.identity.restaurant;
  return [
    id,
    (next) => {
      keep('drawer', next);
      setChosen(next);
    },
  ];
}

/** Which drawer, where the house has several. */
export function DrawerChoice(props: {
  readonly drawer: Id<'drawer'>;
  readonly onDrawer: (drawer: Id<'drawer'>) => void;
}) {
  const { view } = useStation();
  const { words } = useSpeech();
  const all = listDrawers(view);
  if (all.length < 2) return null;
  return (
    <label className="drawer">
      <span className="muted">{words.pay.drawer}</span>
      <select className="field" value={props.drawer} onChange={(event) => props.onDrawer(event.target.value)}>
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
