import { useEffect, useState } from 'react';
import { Action, may, rootOf } from '@resto360/domain';
import { go, routeOf } from '../shell/route.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import { SettleGuard, unsettledOf } from './settle-once.ts';

/**
 * Writes the receipt of what this till had asked for as soon as its money is proven, whichever page is open; where the
 * page is about that order's money, it goes on to the receipt. It shows nothing.
 */
export function SettleProven({ person }: { readonly person: Person }): null {
  const station = useStation();
  const [guard] = useState(() => new SettleGuard());
  const { install } = station.identity;
  const unsettled = may(person.role, Action.takeCash) ? unsettledOf(station.view, install) : [];
  const key = unsettled.map(({ attempt }) => attempt).join();
  useEffect(() => {
    const { settle } = paymentIntentsOf(person);
    for (const one of guard.begin(unsettledOf(station.view, install))) {
      const write = async () => {
        const outcome = await station.tap(settle(one, station.newId(), install));
        if (outcome.kind === 'not_saved') return guard.release(one.attempt);
        if (outcome.kind !== 'saved') return undefined;
        const order = rootOf(station.view, one.order);
        const route = routeOf(location.hash);
        return route.page === 'pay' && rootOf(station.view, route.order) === order
          ? go({ page: 'receipt', order }, true)
          : undefined;
      };
      void write();
    }
    // By the attempts' ids: the list itself is a new one with every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- key stands for what is unsettled
  }, [station, guard, person, install, key]);
  return null;
}
