import { useEffect, useState } from 'react';
import type { Exception, Id } from '@resto360/domain';
import { inboxAddress } from '../shell/inbox-address.ts';
import { useRoute } from '../shell/route.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { isConcerned } from './concern.ts';
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
  readonly onRead: () => void;
}) {
  const { matters, person, onRead } = props;
  const { view, identity } = useStation();
  const telling = useTelling();
  const { words } = telling;
  const route = useRoute();
  const order = 'order' in route ? route.order : null;
  const isHere = route.page === 'inbox';
  const concerned = useConcerned(matters, (one) =>
    isConcerned(view, one, { install: identity.install, role: person.role, order }),
  );
  useBell(isHere ? 0 : concerned.length);
  const [first, ...others] = byWeight(concerned, words);
  useEndOf(concerned.length, isHere ? 0 : SHOWN_MS, onRead);
  if (!first || isHere) return null;
  return (
    <div className="matter-notice" role="alert">
      <p className="grow">
        <b>{words.kind[first.kind]}</b>
        <span>{words.sentence[first.kind](detailsOf(view, first, telling))}</span>
        {others.length > 0 && <span className="muted small">{words.alsoNew(others.length)}</span>}
      </p>
      <ButtonLink
        look="primary"
        href={`${inboxAddress(location.pathname, identity.kind)}/${first.id}`}
        onClick={onRead}
      >
        {words.see}
      </ButtonLink>
      <Button look="icon" aria-label={words.hide} onClick={onRead}>
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

// Whom it concerns is asked once: a matter does not vanish from the screen because somebody goes to another page.
function useConcerned(matters: readonly Exception[], ask: (one: Exception) => boolean): readonly Exception[] {
  const [answers] = useState(() => new Map<Id, boolean>());
  return matters.filter((one) => {
    const answer = answers.get(one.id) ?? ask(one);
    answers.set(one.id, answer);
    return answer;
  });
}
