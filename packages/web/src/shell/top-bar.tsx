import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../ui/button.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { Chip } from './chip.tsx';
import { ClockBanner } from './clock-banner.tsx';
import { InboxLink } from './inbox-badge.tsx';
import { Preferences } from './preferences.tsx';

/** The bar of every page behind the PIN: where one is, how the line is, who works. */
export function TopBar(props: {
  readonly title: string;
  readonly detail?: string;
  readonly back?: string;
  readonly person: Person;
  readonly onLeave?: () => void;
  readonly children?: ReactNode;
}) {
  const { words } = useSpeech();
  return (
    <>
      <header className="bar">
        {props.back !== undefined && (
          <ButtonLink look="icon" href={props.back} aria-label={words.app.back}>
            ←
          </ButtonLink>
        )}
        <div className="grow titles">
          <h1>{props.title}</h1>
          {props.detail !== undefined && <p className="muted small">{props.detail}</p>}
        </div>
        {props.children}
        <InboxLink />
        <Chip />
        {props.onLeave && (
          <>
            <Button className="who" onClick={props.onLeave}>
              <span className="initial" aria-hidden="true">
                {props.person.name.slice(0, 1)}
              </span>
              <span className="who-name" aria-hidden="true">
                {props.person.name.split(' ')[0]}
              </span>
              <span className="heard">{`${props.person.name} · ${words.app.changeStaff}`}</span>
            </Button>
            <Preferences pages />
          </>
        )}
      </header>
      <ClockBanner />
    </>
  );
}
