import { useSpeech } from '../words/words.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { hasEmoji } from './emoji.ts';
import { inboxAddress } from './inbox-address.ts';
import { placeAt } from './place.ts';
import { useRoute } from './route.ts';
import { useStation } from '../station/use-station.ts';
import { useOpenCount } from './open-count.ts';

/** How many matters wait for a person; nothing where none does. */
export function InboxBadge() {
  const count = useOpenCount();
  return count === 0 ? null : <b className="inbox-count">{count}</b>;
}

/** The way to the inbox from every page of a till, while something waits in it. */
export function InboxLink() {
  const count = useOpenCount();
  const { identity } = useStation();
  const { words } = useSpeech();
  const { pathname } = location;
  const isThere = useRoute().page === 'inbox';
  if (count === 0 || isThere || placeAt(pathname, identity.kind) !== 'pos') return null;
  return (
    <ButtonLink look="icon" className="inbox-link" href={inboxAddress(pathname, identity.kind)}>
      <span aria-hidden="true">{hasEmoji ? '📥' : '!'}</span>
      <b className="inbox-count" aria-hidden="true">
        {count}
      </b>
      <span className="heard">{words.inbox.count(count)}</span>
    </ButtonLink>
  );
}
