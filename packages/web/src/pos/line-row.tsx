import { useState } from 'react';
import type { Id } from '@resto360/domain';
import { Sheet } from '../ui/sheet.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { LineShape } from '../ui/line-shape.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { CourseChoice } from './course-choice.tsx';
import type { ShownLine } from './line-groups.ts';
import { isUnreceived } from './unreceived.ts';

/** A line: its state as a shape, how many, what, for how much; and, when tapped, what can be done with it. */
export function LineRow(props: {
  readonly shown: ShownLine;
  readonly isSelected: boolean;
  readonly mayVoid: boolean;
  readonly onSelect: () => void;
  readonly onQuantity: (quantity: number) => void;
  readonly onRemove: () => void;
  readonly onEdit: () => void;
  readonly onServed: () => void;
  readonly onCourse: (course: number) => void;
  readonly nowMs: number;
  readonly onVoid: (id: Id<'void'>, reason: string) => void;
}) {
  const { shown, isSelected, mayVoid } = props;
  const station = useStation();
  const { words, formats } = useSpeech();
  const [voiding, setVoiding] = useState(false);
  const { line, state, quantity, netMinor } = shown;
  const course = line.course > 0 && (state === 'draft' || state === 'held') ? [words.order.courseOf(line.course)] : [];
  const extras = [
    ...course,
    ...line.modifiers.map(({ name }) => name),
    ...(line.note === null ? [] : [`« ${line.note} »`]),
  ];
  const mark = useMark(shown, props.nowMs);
  return (
    <li className={`line ${state}`} data-state={state} data-mark={mark.kind}>
      <button type="button" className="line-main" aria-expanded={isSelected} onClick={props.onSelect}>
        <LineShape state={state} />
        <span className="quantity">{quantity}×</span>
        <span className="grow what">
          <span className="name">{line.name}</span>
          {extras.length > 0 && <span className="muted small">{extras.join(' · ')}</span>}
          {mark.words !== '' && <span className={`mark small ${mark.kind}`}>{mark.words}</span>}
        </span>
        <span className="money">{state === 'void' ? '' : formats.amount(netMinor)}</span>
      </button>
      {isSelected && state === 'draft' && (
        <div className="line-actions">
          <Stepper quantity={line.quantity} onQuantity={props.onQuantity} words={words} />
          <button type="button" className="button" onClick={props.onEdit}>
            {words.order.edit}
          </button>
          <button type="button" className="button" onClick={props.onRemove}>
            {words.order.remove}
          </button>
          <CourseChoice course={line.course} onCourse={props.onCourse} />
        </div>
      )}
      {isSelected && state !== 'draft' && state !== 'void' && (
        <div className="line-actions">
          {state !== 'served' && state !== 'held' && (
            <button type="button" className="button" onClick={props.onServed}>
              ✓✓ {words.order.markServed}
            </button>
          )}
          {mayVoid && (
            <button type="button" className="button danger" onClick={() => setVoiding(true)}>
              {words.order.voidLine}
            </button>
          )}
        </div>
      )}
      {voiding && (
        <Sheet title={words.order.voidWhy} onClose={() => setVoiding(false)}>
          {words.order.voidReasons.map((reason) => (
            <button
              type="button"
              className="button wide"
              key={reason}
              onClick={() => {
                setVoiding(false);
                props.onVoid(station.newId(), reason);
              }}
            >
              {reason}
            </button>
          ))}
        </Sheet>
      )}
    </li>
  );
}

// Honest about where the line is: on the screen only, on this device, or not yet with the cook.
function useMark(
  { line, state }: ShownLine,
  nowMs: number,
): { kind: 'unsaved' | 'pending' | 'unreceived' | 'safe'; words: string } {
  const station = useStation();
  const { words } = useSpeech();
  if (station.view.isUnsaved('order_lines', line.id)) return { kind: 'unsaved', words: `… ${words.order.unsaved}` };
  if (state === 'sent' && isUnreceived(station.view, line, nowMs)) {
    return { kind: 'unreceived', words: `⚠ ${words.order.notInKitchen}` };
  }
  if (!station.device.view.isPending('order_lines', line.id)) return { kind: 'safe', words: '' };
  const waiting = state === 'sent' ? `⚠ ${words.order.notInKitchen}` : `○ ${words.order.notInCloud}`;
  return { kind: 'pending', words: waiting };
}
