import { partsOf, type Id } from '@resto360/domain';
import { nameOfOrder } from '../shell/order-name.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

/** Names orders on a screen of the till, merged ones with their parts; undefined while an order is unknown. */
export function useOrderNames(): (order: Id<'order'>) => string | undefined {
  const { view } = useStation();
  const { words } = useSpeech();
  return (order) => {
    const parts = partsOf(view, order);
    const { table: tableOf, takeaway } = words.tables;
    return parts.length === 0 ? undefined : nameOfOrder(view, parts, { tableOf, takeaway });
  };
}
