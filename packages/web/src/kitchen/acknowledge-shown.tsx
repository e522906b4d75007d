import { useEffect, useState } from 'react';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { isKitchenScreen, linesToReceive, Receiver } from './acknowledge.ts';
import type { BoardTicket } from './board-tickets.ts';
import { kitchenIntentsOf } from './kitchen-intents.ts';
import { useSecond } from './use-second.ts';

/**
 * Tells the room what this screen has shown, after it was painted. It looks again each second, because a page comes into
 * sight, and a sheet before it goes, without anything having changed.
 */
export function Acknowledge({ shown, person }: { readonly shown: readonly BoardTicket[]; readonly person: Person }) {
  const station = useStation();
  const [tell] = useState(() => {
    let who = person;
    const receiver = new Receiver({
      send: async (lines) => (await station.tap(kitchenIntentsOf(who).receive(lines))).kind !== 'not_saved',
      nowMs: () => performance.now(),
      later: (run, delayMs) => void setTimeout(run, delayMs),
    });
    return (cook: Person, tickets: readonly BoardTicket[]) => {
      who = cook;
      receiver.offer(
        linesToReceive({
          shown: tickets,
          isVisible: document.visibilityState === 'visible' && document.querySelector('dialog[open]') === null,
          isKitchen: isKitchenScreen(station.identity.kind, cook.role),
          isUnsaved: (line) => station.view.isUnsaved('order_lines', line),
        }),
      );
    };
  });
  useSecond();
  // After every paint, of which there is one a second at least.
  useEffect(() => tell(person, shown));
  return null;
}
