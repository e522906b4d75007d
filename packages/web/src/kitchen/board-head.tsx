import { Chip } from '../shell/chip.tsx';
import { Preferences } from '../shell/preferences.tsx';
import type { Person } from '../staff/staff-session.ts';
import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';
import { STAGES } from './board-tickets.ts';
import { DENSITIES } from './columns.ts';
import type { useKitchen } from './use-kitchen.ts';
import { useSecond } from './use-second.ts';
import { SOUND_BUTTON, type useSound } from './use-sound.ts';

type Kitchen = ReturnType<typeof useKitchen>;

/** The head of the board: which station, what of it, how the line is, what time it is, who works. */
export function BoardHead(props: {
  readonly kitchen: Kitchen;
  readonly sound: ReturnType<typeof useSound>;
  readonly person: Person;
  readonly onLeave: () => void;
}) {
  const { kitchen, sound, person, onLeave } = props;
  const { words } = useSpeech();
  return (
    <header className="kitchen-head">
      <h1 className="hidden-words">{words.kitchen.title}</h1>
      <StationTabs kitchen={kitchen} />
      <StageTabs kitchen={kitchen} />
      <div className="kitchen-tools">
        <button
          type="button"
          className="tool"
          data-tool={sound.sound}
          aria-label={words.kitchen.sound[sound.sound]}
          {...SOUND_BUTTON}
          onClick={sound.toggle}
        >
          <span aria-hidden="true">♪</span> <span>{words.kitchen.sound[sound.sound]}</span>
        </button>
        <DensityButton kitchen={kitchen} />
      </div>
      <div className="kitchen-who">
        <Chip />
        <Clock />
        <Button look="icon" aria-label={`${person.name} · ${words.app.changeStaff}`} onClick={onLeave}>
          <span className="initial" aria-hidden="true">
            {person.name.slice(0, 1)}
          </span>
        </Button>
        <Preferences />
      </div>
    </header>
  );
}

function StationTabs({ kitchen }: { readonly kitchen: Kitchen }) {
  const { words } = useSpeech();
  return (
    <nav className="tabs stations" aria-label={words.kitchen.stations}>
      {kitchen.tabs.map(({ id, name, count }) => (
        <button
          type="button"
          className="tab"
          key={id ?? ''}
          aria-label={`${name ?? words.kitchen.all} ${words.kitchen.count(count)}`}
          aria-pressed={kitchen.place === id}
          onClick={() => kitchen.choose(id)}
        >
          {name ?? words.kitchen.all} <b>{count}</b>
        </button>
      ))}
    </nav>
  );
}

function StageTabs({ kitchen }: { readonly kitchen: Kitchen }) {
  const { words } = useSpeech();
  return (
    <nav className="tabs stages" aria-label={words.kitchen.tickets}>
      {STAGES.map((stage) => (
        <button
          type="button"
          className="tab"
          key={stage}
          aria-label={`${words.kitchen.stage[stage]} ${words.kitchen.count(kitchen.board[stage].length)}`}
          aria-pressed={kitchen.stage === stage}
          onClick={() => kitchen.setStage(stage)}
        >
          {words.kitchen.stage[stage]} <b>{kitchen.board[stage].length}</b>
        </button>
      ))}
    </nav>
  );
}

function DensityButton({ kitchen }: { readonly kitchen: Kitchen }) {
  const { words } = useSpeech();
  const next = DENSITIES[(DENSITIES.indexOf(kitchen.density) + 1) % DENSITIES.length] ?? DENSITIES[0];
  return (
    <button type="button" className="tool density" onClick={() => kitchen.setDensity(next)}>
      <span aria-hidden="true">▥</span> <span>{words.kitchen.density[kitchen.density]}</span>
    </button>
  );
}

function Clock() {
  const { formats } = useSpeech();
  return <time className="clock">{formats.time(useSecond())}</time>;
}
