import { useId, useState } from 'react';
import {
  choose,
  find,
  listAll,
  modifierGroups,
  modifiers,
  type Entity,
  type Id,
  type items,
  type orderLines,
} from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Money } from '../ui/money.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech, type Words } from '../words/words.tsx';
import { sayRefusal } from '../words/say-refusal.ts';
import { Stepper } from '../ui/stepper.tsx';
import { CourseChoice } from './course-choice.tsx';
import type { DishChoice } from './order-intents.ts';

type Group = Entity<typeof modifierGroups>;

/** What a dish is asked with: cooking, side, sauce, how many, a word for the kitchen. */
export function ChoiceSheet(props: {
  readonly item: Entity<typeof items>;
  readonly line?: Entity<typeof orderLines>;
  readonly okLabel: string;
  readonly onChosen: (choice: DishChoice) => void;
  readonly onClose: () => void;
}) {
  const { item, line, okLabel, onChosen, onClose } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const noteId = useId();
  const [chosen, setChosen] = useState<readonly Id<'modifier'>[]>(line?.modifiers.map(({ id }) => id) ?? []);
  const [quantity, setQuantity] = useState(line?.quantity ?? 1);
  const [note, setNote] = useState(line?.note ?? '');
  const [course, setCourse] = useState(line?.course ?? 0);
  const choice = choose(view, item.id, chosen);
  const groups = item.modifierGroups
    .flatMap((id) => find(view, modifierGroups, id) ?? [])
    .filter((one) => !one.deleted);
  const extra = choice.ok ? choice.value.modifiers.reduce((sum, modifier) => sum + modifier.priceMinor, 0) : 0;
  const take = () => {
    if (!choice.ok) return;
    onChosen({ item: item.id, quantity, modifiers: chosen, note: note.trim() === '' ? null : note.trim(), course });
  };
  return (
    <Sheet
      title={item.name}
      wide
      onClose={onClose}
      foot={
        <>
          <Stepper quantity={quantity} onQuantity={setQuantity} words={words} />
          <Button look="primary" className="grow" disabled={!choice.ok} onClick={take}>
            <span>{okLabel}</span>
            <Money minor={Math.max(0, item.priceMinor + extra) * quantity} />
          </Button>
        </>
      }
    >
      {groups.map((group) => (
        <GroupChoices key={group.id} group={group} chosen={chosen} onChosen={setChosen} />
      ))}
      <label htmlFor={noteId}>{words.choice.note}</label>
      <input
        id={noteId}
        className="field"
        value={note}
        maxLength={NOTE_MAX}
        autoComplete="off"
        onChange={(event) => setNote(event.target.value)}
      />
      <div ref={arrowKeys} className="segments" role="group" aria-label={words.choice.note}>
        {words.order.phrases.map((phrase) => (
          <Button key={phrase} onClick={() => setNote(withPhrase(note, phrase))}>
            {phrase}
          </Button>
        ))}
      </div>
      <p className="label">{words.order.course}</p>
      <CourseChoice course={course} onCourse={setCourse} />
      <p className="refusal" role="status">
        {choice.ok ? '' : sayRefusal(words, choice.error)}
      </p>
    </Sheet>
  );
}

/** Most characters of a note: what the line's own schema takes. */
const NOTE_MAX = 200;

// A second tap takes the phrase away again.
function withPhrase(note: string, phrase: string): string {
  const parts = note.split(', ').filter((part) => part.trim() !== '');
  const others = parts.filter((part) => part !== phrase);
  return (others.length < parts.length ? others : [...parts, phrase]).join(', ').slice(0, NOTE_MAX);
}

function GroupChoices(props: {
  readonly group: Group;
  readonly chosen: readonly Id<'modifier'>[];
  readonly onChosen: (chosen: readonly Id<'modifier'>[]) => void;
}) {
  const { group, chosen, onChosen } = props;
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const answers = listAll(view, modifiers)
    .filter((one) => one.group === group.id && !one.deleted)
    .toSorted((a, b) => a.position - b.position);
  const own = chosen.filter((id) => answers.some((answer) => answer.id === id));
  const isSingle = group.max === 1;
  const toggle = (id: Id<'modifier'>) => {
    const others = chosen.filter((one) => one !== id && !(isSingle && own.includes(one)));
    onChosen(own.includes(id) ? others : [...others, id]);
  };
  return (
    <fieldset className="choices">
      <legend>
        {group.name} <span className="muted small">{ruleWords(group, words)}</span>
      </legend>
      {answers.map((answer) => (
        <label key={answer.id} className="choice">
          <input
            type="checkbox"
            data-first
            checked={own.includes(answer.id)}
            disabled={!isSingle && !own.includes(answer.id) && own.length >= group.max}
            onChange={() => toggle(answer.id)}
          />
          <span className="grow">{answer.name}</span>
          {answer.priceMinor !== 0 && (
            <span className="money muted">
              {answer.priceMinor > 0 ? '+' : '−'}
              {formats.amount(Math.abs(answer.priceMinor))}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

function ruleWords({ min, max }: Group, words: Words): string {
  if (min === max) return words.choice.exactly(min);
  const atMost = words.choice.atMost(max);
  return min === 0 ? `${words.choice.optional}, ${atMost}` : `${words.choice.atLeast(min)}, ${atMost}`;
}
