import { useCallback, useState } from 'react';
import { keep, kept } from '../station/keep.ts';

/** Sends of lines that are remembered as looked at; older ones are long off the board. */
const SEEN_MAX = 600;

/** Which sends of lines this screen's cook has looked at. Kept over a reload, so that an old ticket is not new again. */
export function useSeen() {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(kept('kitchen-seen')?.split(' ')));
  const see = useCallback(
    (keys: readonly string[]) =>
      setSeen((before) => {
        const after = [...before, ...keys].slice(-SEEN_MAX);
        keep('kitchen-seen', after.join(' '));
        return new Set(after);
      }),
    [],
  );
  return { seen, see };
}
