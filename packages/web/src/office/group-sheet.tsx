import { useState } from 'react';
import {
  byPlace,
  edit,
  find,
  listAll,
  modifierGroups,
  modifiers,
  settings,
  type Entity,
  type Id,
  type RowEdit,
} from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { FieldRow, TextField } from './fields.tsx';
import { amountText, readAmount, readCount } from './read-amount.ts';
import { useSaving } from './saving.tsx';

type Answer = { readonly id: Id<'modifier'>; readonly name: string; readonly price: string; readonly deleted: boolean };

/** A question: its name, how many answers it wants, and the answers with what each adds; saved as one op. */
export function GroupSheet(props: {
  readonly group: Entity<typeof modifierGroups> | undefined;
  readonly place: number;
  readonly onClose: () => void;
}) {
  const { group, place } = props;
  const station = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [id] = useState(() => group?.id ?? station.newId());
  const currency = find(station.view, settings, station.identity.restaurant)?.currency ?? 'XOF';
  const [name, setName] = useState(group?.name ?? '');
  const [min, setMin] = useState(String(group?.min ?? 0));
  const [max, setMax] = useState(String(group?.max ?? 1));
  const [answers, setAnswers] = useState<readonly Answer[]>(() =>
    listAll(station.view, modifiers)
      .filter((one) => one.group === id && !one.deleted)
      .toSorted(byPlace)
      .map((one) => ({ id: one.id, name: one.name, price: amountText(one.priceMinor, currency), deleted: false })),
  );
  const saveAll = () => {
    const [least, most] = [readCount(min), readCount(max)];
    if (name.trim() === '') return words.office.nameMissing;
    if (least === undefined || most === undefined || least < 0 || most < 1 || most > 20)
      return words.office.answersWrong;
    const edits: RowEdit[] = [
      edit(modifierGroups, id, { name, min: least, max: most, ...(group ? {} : { position: place }) }),
    ];
    for (const [position, answer] of answers.entries()) {
      const priceMinor = readAmount(answer.price === '' ? '0' : answer.price, currency);
      const isKnown = find(station.view, modifiers, answer.id) !== undefined;
      if (answer.deleted && isKnown) edits.push(edit(modifiers, answer.id, { deleted: true }));
      if (answer.deleted || (!isKnown && answer.name.trim() === '')) continue;
      if (answer.name.trim() === '') return words.office.nameMissing;
      if (priceMinor === undefined) return words.office.amountWrong;
      edits.push(
        edit(modifiers, answer.id, { name: answer.name, priceMinor, position, ...(isKnown ? {} : { group: id }) }),
      );
    }
    return save(edits, words.office.saved(name.trim()));
  };
  const remove = group && {
    label: words.office.remove,
    hint: words.office.questionRemoveHint,
    run: () => save([edit(modifierGroups, group.id, { deleted: true })], words.office.removed(group.name)),
  };
  const add = () =>
    setAnswers([...answers, { id: station.newId(), name: '', price: amountText(0, currency), deleted: false }]);
  return (
    <EditSheet title={group?.name ?? words.office.newQuestion} onClose={props.onClose} save={saveAll} remove={remove}>
      <TextField label={words.office.question} value={name} onValue={setName} isFirst={!group} />
      <FieldRow>
        <TextField label={words.office.answersMin} value={min} onValue={setMin} inputMode="numeric" max={2} />
        <TextField label={words.office.answersMax} value={max} onValue={setMax} inputMode="numeric" max={2} />
      </FieldRow>
      <h3 className="office-answer office-answer-head">
        <span className="grow">{words.office.answers}</span>
        <span className="muted small office-answer-price">{words.office.extra}</span>
      </h3>
      {answers.map((answer, index) =>
        answer.deleted ? null : (
          <AnswerRow key={answer.id} answer={answer} onAnswer={(next) => setAnswers(answers.with(index, next))} />
        ),
      )}
      <Button onClick={add}>+ {words.office.newAnswer}</Button>
    </EditSheet>
  );
}

function AnswerRow({ answer, onAnswer }: { readonly answer: Answer; readonly onAnswer: (answer: Answer) => void }) {
  const { words } = useSpeech();
  return (
    <div className="office-answer">
      <input
        className="field grow"
        aria-label={words.office.answer}
        placeholder={words.office.answer}
        maxLength={60}
        value={answer.name}
        onChange={(event) => onAnswer({ ...answer, name: event.target.value })}
      />
      <input
        className="field office-answer-price"
        aria-label={`${words.office.extra} ${answer.name}`}
        inputMode="text"
        maxLength={12}
        value={answer.price}
        onChange={(event) => onAnswer({ ...answer, price: event.target.value })}
      />
      <Button
        look="icon"
        aria-label={`${words.office.remove} ${answer.name}`}
        onClick={() => onAnswer({ ...answer, deleted: true })}
      >
        ✕
      </Button>
    </div>
  );
}
