import { useState } from 'react';
import { Action, listAll, may, staff, type Id } from '@resto360/domain';
import { PinPad } from '../staff/pin-pad.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { AnswerWhy } from '../words/payment.fr.ts';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';

/**
 * What stands against it, in words, and somebody who answers for it: with their PIN, or, who works here and may, by
 * saying so (PAY-15, PAY-19).
 */
export function AnswerSheet(props: {
  readonly why: AnswerWhy;
  readonly person: Person;
  readonly onAnswered: (by: Id<'staff'>) => void;
  readonly onClose: () => void;
}) {
  const { why, person, onAnswered, onClose } = props;
  const { view } = useStation();
  const words = usePaymentWords();
  const [chosen, setChosen] = useState<Person>();
  const isOwn = may(person.role, Action.answerForPayment);
  const people = listAll(view, staff)
    .filter(({ active, role }) => active && may(role, Action.answerForPayment))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  if (chosen) return <PinPad key={chosen.id} person={chosen} onIn={({ id }) => onAnswered(id)} onClose={onClose} />;
  return (
    <Sheet title={words.answerTitle} onClose={onClose}>
      <Notice role="alert">{words.answer[why]}</Notice>
      {isOwn ? (
        <Button look="accent" onClick={() => onAnswered(person.id)}>
          {words.answerOwn}
        </Button>
      ) : (
        <People people={people} onChosen={setChosen} />
      )}
      <Button className="wide" data-first onClick={onClose}>
        {words.answerWait}
      </Button>
    </Sheet>
  );
}

function People(props: { readonly people: readonly Person[]; readonly onChosen: (person: Person) => void }) {
  const main = useSpeech().words;
  const words = usePaymentWords();
  return (
    <>
      <p className="muted">{words.answerAsk}</p>
      <div ref={arrowKeys} className="stack open-orders">
        {props.people.map((one) => (
          <Button key={one.id} className="wide" onClick={() => props.onChosen(one)}>
            <span className="grow">{one.name}</span>
            <span className="muted small">{main.staff.role[one.role]}</span>
          </Button>
        ))}
      </div>
    </>
  );
}
