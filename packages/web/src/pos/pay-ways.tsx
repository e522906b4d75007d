import { listAll, rails, type Entity, type View } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { hasEmoji } from '../shell/emoji.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

type Rail = Entity<typeof rails>;

/** How a guest pays: cash, over one of the house's rails, or what is only noted. */
export type Way = 'cash' | 'other' | Rail;

/** The ways to pay, cash first: it is what most guests have, and what each of them begins with. */
export function PayWays({ way, onWay }: { readonly way: Way; readonly onWay: (way: Way) => void }) {
  const { view } = useStation();
  const { words } = useSpeech();
  const all: readonly (readonly [Way, sign: string, name: string])[] = [
    ['cash', '💵', words.receipt.cash],
    ...railsOf(view).map((rail) => [rail, signOf(rail), rail.name] as const),
    ['other', '💳', words.pay.other],
  ];
  return (
    <div ref={arrowKeys} className="ways" role="group" aria-label={words.pay.ways}>
      {all.map(([one, sign, name]) => (
        <button
          type="button"
          key={idOf(one)}
          data-way={typeof one === 'string' ? one : one.rail}
          aria-pressed={idOf(one) === idOf(way)}
          onClick={() => onWay(one)}
        >
          {hasEmoji && <span aria-hidden="true">{sign}</span>}
          {name}
        </button>
      ))}
    </div>
  );
}

const idOf = (way: Way): string => (typeof way === 'string' ? way : way.id);

const railsOf = (view: View): Rail[] =>
  listAll(view, rails)
    .filter(({ isActive }) => isActive === 'yes')
    .toSorted((a, b) => a.position - b.position);

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/wave/i, '🌊'],
  [/orange/i, '🟠'],
  [/mtn/i, '🟡'],
];
const signOf = ({ name }: Rail): string => SIGNS.find(([known]) => known.test(name))?.[1] ?? '📱';
