import { useState } from 'react';
import { byPlace, lastPlace, listAll, modifierGroups, modifiers, type Entity } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { GroupSheet } from './group-sheet.tsx';

/** The questions of the house, each with its answers. */
export function GroupList() {
  const { view } = useStation();
  const { words } = useSpeech();
  const [asked, setAsked] = useState<Entity<typeof modifierGroups> | 'new'>();
  const groups = listAll(view, modifierGroups)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  const answers = listAll(view, modifiers)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  return (
    <>
      <div className="office-head">
        <h2 className="grow">{words.office.questions}</h2>
        <Button look="primary" onClick={() => setAsked('new')}>
          + {words.office.newQuestion}
        </Button>
      </div>
      <p className="muted">{words.office.questionsHint}</p>
      <ul ref={arrowKeys} className="office-rows">
        {groups.map((group) => (
          <li key={group.id} className="office-item">
            <button type="button" className="office-item-main" onClick={() => setAsked(group)}>
              <span className="grow stack">
                <b>{group.name}</b>
                <span className="muted small">
                  {answers
                    .filter((one) => one.group === group.id)
                    .map(({ name }) => name)
                    .join(', ')}
                </span>
              </span>
              <span className="tag">{words.office.answersRule(group.min, group.max)}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <GroupSheet
          group={asked === 'new' ? undefined : asked}
          place={lastPlace(groups)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
