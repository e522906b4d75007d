import { memo } from 'react';
import type { Id } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { useSpeech, type Words } from '../words/words.tsx';
import { LineShape } from '../ui/line-shape.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { CourseChoice } from './course-choice.tsx';
import type { ShownLine } from './line-groups.ts';

/** What a tap on a line can do; the same object for the whole life of an order's page, or every line is drawn anew. */
export type LineActs = {
  readonly select: (line: Id<'line'>) => void;
  readonly quantity: (line: Id<'line'>, quantity: number) => void;
  readonly remove: (line: Id<'line'>) => void;
  readonly edit: (line: ShownLine['line']) => void;
  readonly served: (line: Id<'line'>) => void;
  readonly course: (line: Id<'line'>, course: number) => void;
  readonly void: (line: Id<'line'>) => void;
};

/** Where a line is, besides its state: see `markOf`. */
export type LineMark = 'unsaved' | 'pending' | 'unreceived' | 'safe';

type LineProps = {
  readonly shown: ShownLine;
  readonly mark: LineMark;
  readonly isSelected: boolean;
  readonly mayVoid: boolean;
  readonly acts: LineActs;
};

/**
 * A line: its state as a shape, how many, what, for how much; and, when tapped, what can be done with it. Drawn anew
 * only when something of it changed: an order of thirty lines is drawn with every tap on a dish.
 */
export const LineRow = memo(Row, (was, now) => isSame(was.shown, now.shown) && isShallowSame(was, now));

const isSame = (was: ShownLine, now: ShownLine) =>
  was.line === now.line &&
  was.state === now.state &&
  was.quantity === now.quantity &&
  was.netMinor === now.netMinor &&
  was.from === now.from;

const isShallowSame = (was: LineProps, now: LineProps) =>
  was.mark === now.mark && was.isSelected === now.isSelected && was.mayVoid === now.mayVoid && was.acts === now.acts;

function Row(props: LineProps) {
  const { shown, mark, isSelected, mayVoid, acts } = props;
  const { words, formats } = useSpeech();
  const { line, state, quantity, netMinor } = shown;
  const course = line.course > 0 && (state === 'draft' || state === 'held') ? [words.order.courseOf(line.course)] : [];
  const extras = [
    ...(shown.from === null || shown.from === '' ? [] : [shown.from]),
    ...course,
    ...line.modifiers.map(({ name }) => name),
    ...(line.note === null ? [] : [words.kitchen.note(line.note)]),
  ];
  const said = markWordsOf(words, mark, state);
  return (
    <li className={`line ${state}`} data-state={state} data-mark={mark}>
      <button type="button" className="line-main" aria-expanded={isSelected} onClick={() => acts.select(line.id)}>
        <LineShape state={state} />
        <span className="quantity">{quantity}×</span>
        <span className="grow what">
          <span className="name">{line.name}</span>
          {extras.length > 0 && <span className="muted small">{extras.join(' · ')}</span>}
          {said !== '' && <span className={`mark small ${mark}`}>{said}</span>}
        </span>
        <span className="money">{state === 'void' ? '' : formats.amount(netMinor)}</span>
      </button>
      {isSelected && state === 'draft' && (
        <div className="line-actions">
          <Stepper quantity={line.quantity} onQuantity={(wanted) => acts.quantity(line.id, wanted)} words={words} />
          <Button onClick={() => acts.edit(line)}>{words.order.edit}</Button>
          <Button onClick={() => acts.remove(line.id)}>{words.order.remove}</Button>
          <CourseChoice course={line.course} onCourse={(course) => acts.course(line.id, course)} />
        </div>
      )}
      {isSelected && state !== 'draft' && state !== 'void' && (
        <div className="line-actions">
          {state !== 'served' && state !== 'held' && (
            <Button onClick={() => acts.served(line.id)}>✓✓ {words.order.markServed}</Button>
          )}
          {mayVoid && (
            <Button look="danger" onClick={() => acts.void(line.id)}>
              {words.order.voidLine}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function markWordsOf(words: Words, mark: LineMark, state: ShownLine['state']): string {
  if (mark === 'unsaved') return `… ${words.order.unsaved}`;
  if (mark === 'unreceived' || (mark === 'pending' && state === 'sent')) return `⚠ ${words.order.notInKitchen}`;
  return mark === 'pending' ? `○ ${words.order.notInCloud}` : '';
}
