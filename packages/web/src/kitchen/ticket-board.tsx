import { useEffect, useRef } from 'react';
import { ClockBanner } from '../shell/clock-banner.tsx';
import { showTheme } from '../shell/theme.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { isKitchenScreen } from './acknowledge.ts';
import { Acknowledge } from './acknowledge-shown.tsx';
import { BoardColumns } from './board-columns.tsx';
import { BoardFoot } from './board-foot.tsx';
import { BoardHead } from './board-head.tsx';
import { lastBumped } from './last-bumped.ts';
import { StaleBanner } from './stale-banner.tsx';
import { useAwake } from './use-awake.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useComeBack } from './use-come-back.ts';
import { useKitchen } from './use-kitchen.ts';
import { usePaidOrders } from './use-paid-orders.ts';
import { useSound } from './use-sound.ts';
import { useWork } from './use-work.ts';

/** What is to be cooked, by station, the oldest first; and the screen that says to the room that it has shown it. */
export function TicketBoard({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const isKitchen = isKitchenScreen(useStation().identity.kind, person.role);
  const kitchen = useKitchen();
  const { work, refusal } = useWork(person, kitchen.see);
  const { board, shown, stage, place } = kitchen;
  const sound = useSound(board.cooking, place ?? '');
  const columns = useRef<HTMLElement>(null);
  useBoardKeys(columns);
  useComeBack({ isKitchen, stage, cooking: board.cooking, setStage: kitchen.setStage });
  usePaidOrders();
  useAwake();
  // A kitchen is dark unless somebody chose.
  useEffect(() => showTheme(), []);
  return (
    <div className="page kitchen-page">
      <BoardHead kitchen={kitchen} sound={sound} person={person} onLeave={onLeave} />
      <StaleBanner />
      <ClockBanner />
      <p className="refusal toast" role="alert">
        {refusal}
      </p>
      <BoardColumns ref={columns} kitchen={kitchen} work={work} />
      <BoardFoot tickets={board.cooking} bumped={lastBumped(board.ready)} place={place} work={work} />
      <Acknowledge shown={shown} person={person} />
    </div>
  );
}
