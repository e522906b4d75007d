import { useEffect, useState } from 'react';
import type { Exception, Id } from '@resto360/domain';
import { inboxAddress } from '../shell/inbox-address.ts';
import { useRoute } from '../shell/route.ts';
import { useLasting } from '../shell/use-lasting.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { isConcerned, isOnScreen } from './concern.ts';
import { byWeight } from './list-open.ts';
import { detailsOf } from './tell.ts';
import { useBell } from './use-bell.ts';
import { useTelling } from './use-telling.ts';
import '../style/inbox.css';

/** How long it stands over the page; the badge stays. **Units** ms. */
const SHOWN_MS = 20_000;

/** What opened just now, for whom it concerns: the weightiest in a sentence, how many more, and the way to it. */
export function MatterNotice(props: {
  readonly matters: readonly Exception[];
  readonly person: Person;
  readonly onRead: (ids: readonly Id<'exception'>[]) => void;
}) {
  const { matters, person, onRead } = props;
  const { view, identity } = useStation();
  const telling = useTelling();
  const { words } = telling;
  const route = useRoute();
  const isHere = route.page === 'inbox';
  const here = { install: identity.install, role: person.role };
  const isTold = useAsked((one) => isConcerned(view, one, here));
  const wasShown = useShown((one) => isOnScreen(view, one, route));
  const concerned = matters.filter((one) => isTold(one) || wasShown(one));
  // Whoever is in the inbox sees them all; elsewhere those of other tables wait for whom they concern.
  const seen = isHere ? matters : concerned;
  const { read } = useLasting({ read: () => onRead(seen.map(({ id }) => id)) });
  useBell(isHere ? 0 : concerned.length);
  const [first, ...others] = byWeight(concerned, words);
  useEndOf(seen.length, isHere ? 0 : SHOWN_MS, read);
  if (!first || isHere) return null;
  return (
    <div className="matter-notice" role="alert">
      <p className="grow">
        <b>{words.kind[first.kind]}</b>
        <span>{words.sentence[first.kind](detailsOf(view, first, telling))}</span>
        {others.length > 0 && <span className="muted small">{words.alsoNew(others.length)}</span>}
      </p>
      <ButtonLink look="primary" href={`${inboxAddress(location.pathname, identity.kind)}/${first.id}`} onClick={read}>
        {words.see}
      </ButtonLink>
      <Button look="icon" aria-label={words.hide} onClick={read}>
        ✕
      </Button>
    </div>
  );
}

// Where another one opens meanwhile, the time begins again.
function useEndOf(count: number, afterMs: number, end: () => void): void {
  useEffect(() => {
    const timer = count > 0 ? setTimeout(end, afterMs) : undefined;
    return () => clearTimeout(timer);
  }, [count, afterMs, end]);
}

type Ask = (one: Exception) => boolean;

// Whom it concerns is asked once: it means reading what everybody did.
function useAsked(ask: Ask): Ask {
  const [answers] = useState(() => new Map<Id, boolean>());
  return (one) => {
    const answer = answers.get(one.id) ?? ask(one);
    answers.set(one.id, answer);
    return answer;
  };
}

// What was on the screen once does not vanish because somebody goes to another page.
function useShown(ask: Ask): Ask {
  const [shown] = useState(() => new Set<Id>());
  return (one) => {
    if (!shown.has(one.id) && ask(one)) shown.add(one.id);
    return shown.has(one.id);
  };
}
