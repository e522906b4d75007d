import { useMemo, useState } from 'react';
import { listAll, stations, type Id } from '@resto360/domain';
import { keep, kept } from '../station/keep.ts';
import { useStation } from '../station/use-station.ts';
import { boardOf, type Board, type BoardTicket, type Stage } from './board-tickets.ts';
import { DENSITIES, type Density } from './columns.ts';
import { useSeen } from './use-seen.ts';

/** A tab of the header: a station, or all of them, with the number of its tickets at the fire. */
export type StationTab = { readonly id: Id<'station'> | null; readonly name: string | null; readonly count: number };

/** What the board shows: the tickets of the chosen station, by stage. The choices are remembered on this device. */
export function useKitchen() {
  const { view, version } = useStation();
  const { seen, see } = useSeen();
  const [stage, setStage] = useState<Stage>('cooking');
  const [chosen, choose] = useKept('kitchen-station');
  const [density, setDensity] = useKept('kitchen-density');
  const whole = useMemo(
    () => boardOf(view, seen, Date.now()),
    // oxlint-disable-next-line react/exhaustive-deps -- the view is one object that changes within; its version says when
    [view, seen, version],
  );
  const places = listAll(view, stations)
    .filter((place) => !place.deleted)
    .toSorted((a, b) => a.position - b.position);
  const place = places.find(({ id }) => id === chosen)?.id ?? null;
  const board = useMemo(() => ofStation(whole, place), [whole, place]);
  const tabs: StationTab[] = [{ id: null, name: null }, ...places].map(({ id, name }) => ({
    id,
    name,
    count: ofStation(whole, id).cooking.length,
  }));
  const shown: readonly BoardTicket[] = stage === 'cooking' ? [...board.cooking, ...board.held] : board[stage];
  return {
    board,
    shown,
    see,
    tabs,
    place,
    choose,
    stage,
    setStage,
    density: DENSITIES.find((one) => one === density) ?? DENSITIES[0],
    setDensity: (next: Density) => setDensity(next),
  };
}

function ofStation(board: Board, place: Id<'station'> | null): Board {
  if (place === null) return board;
  const here = (tickets: readonly BoardTicket[]) => tickets.filter(({ station }) => station === place);
  return { cooking: here(board.cooking), held: here(board.held), ready: here(board.ready) };
}

function useKept(name: 'kitchen-station' | 'kitchen-density') {
  const [value, setValue] = useState(() => kept(name));
  const set = (next: string | null) => {
    keep(name, next);
    setValue(next);
  };
  return [value, set] as const;
}
