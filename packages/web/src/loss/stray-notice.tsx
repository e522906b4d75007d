import { Notice } from '../ui/notice.tsx';
import { useLossWords } from '../words/loss-words.ts';
import type { LocalInstall } from './loss.ts';

/** Ops that wait in the database of another restaurant on this device (SYN-13). */
export function StrayNotice({ strays }: { readonly strays: readonly LocalInstall[] }) {
  const words = useLossWords();
  return strays.map(({ restaurant, house, unsent }) => (
    <Notice key={restaurant}>{words.stray(unsent, house ?? words.otherHouse)}</Notice>
  ));
}
