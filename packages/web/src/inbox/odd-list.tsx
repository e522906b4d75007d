import { useNow } from '../shell/use-now.ts';
import { inboxAddress } from '../shell/inbox-address.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { listOpen } from './list-open.ts';
import { detailsOf } from './tell.ts';
import { useTelling } from './use-telling.ts';

/** More stand in the inbox. */
const SHOWN_MAX = 3;

/** The first of what is odd, in a sentence each, and the way to the rest. */
export function OddList({ onGo }: { readonly onGo: () => void }) {
  const { view, identity } = useStation();
  const { words: main } = useSpeech();
  const telling = useTelling();
  const found = listOpen(view, useNow(), telling.words);
  return (
    <>
      <h3>{main.inbox.title}</h3>
      {found.length === 0 && <p className="muted">{main.inbox.none}</p>}
      <ul className="exceptions">
        {found.slice(0, SHOWN_MAX).map((one) => (
          <li key={one.id} className="notice">
            {telling.words.sentence[one.kind](detailsOf(view, one, telling))}
          </li>
        ))}
      </ul>
      <ButtonLink href={inboxAddress(location.pathname, identity.kind)} onClick={onGo}>
        {found.length === 0 ? main.inbox.open : main.inbox.count(found.length)} →
      </ButtonLink>
    </>
  );
}
