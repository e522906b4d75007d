import { useEffect } from 'react';
import { useStation } from '../station/use-station.ts';
import { followPaidOrders } from './follow-paid-orders.ts';

/** Keeps on the board what is paid and not cooked yet. */
export function usePaidOrders(): void {
  const station = useStation();
  useEffect(() => followPaidOrders(station), [station]);
}
