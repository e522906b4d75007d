import type { View } from '@resto360/domain';
import type { SettledMatter } from '@resto360/domain/decision';
import { useStation } from '../station/use-station.ts';
import { Sides } from './sides.tsx';
import { nameOfDevice } from './tell.ts';
import { useTelling } from './use-telling.ts';

/** Who settled a matter, when, and on which device where that is known. */
export function Signature({
  view,
  settled,
  who,
}: {
  readonly view: View;
  readonly settled: Pick<SettledMatter, 'at' | 'install'>;
  readonly who: string;
}) {
  const { identity } = useStation();
  const { words, formats } = useTelling();
  const device = nameOfDevice(view, settled.install, identity.install, words);
  return (
    <p className="muted small">
      {[who, formats.dateTime(settled.at), device].filter((part) => part !== '').join(' · ')}
    </p>
  );
}

/** What stood against what, folded. **Why**: the history is read by its verdicts. */
export function Folded(props: Parameters<typeof Sides>[0]) {
  const { words } = useTelling();
  if (props.sides.length === 0) return null;
  return (
    <details className="matter-more">
      <summary>{words.versions(props.sides.length)}</summary>
      <Sides {...props} />
    </details>
  );
}
