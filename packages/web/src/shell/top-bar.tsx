import type { ReactNode } from 'react';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { Chip } from './chip.tsx';
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
    <header className="bar">
      {props.back !== undefined && (
        <a className="button icon" href={props.back} aria-label={words.app.back}>
          ←
        </a>
      )}
      <div className="grow titles">
        <h1>{props.title}</h1>
        {props.detail !== undefined && <p className="muted small">{props.detail}</p>}
      </div>
      {props.children}
      <Chip />
      {props.onLeave && (
        <>
          <button
            type="button"
            className="button who"
            aria-label={`${props.person.name} · ${words.app.changeStaff}`}
            onClick={props.onLeave}
          >
            <span className="initial" aria-hidden="true">
              {props.person.name.slice(0, 1)}
            </span>
            <span className="who-name">{props.person.name.split(' ')[0]}</span>
          </button>
          <Preferences pages />
        </>
      )}
    </header>
  );
}
