import { useState } from 'react';
import { Action, lastClosedShiftOf, may, openShiftOf, type drawers, type Entity, type Shift } from '@resto360/domain';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { OwedList } from '../payment/owed-list.tsx';
import { addressOf, go } from '../shell/route.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { knownAtClosing } from './closing-read.ts';
import { listDrawers } from './list-drawers.ts';
import { intentsOf } from './order-intents.ts';
import { countOf, withDigits } from './typed-count.ts';
import { useTaps } from './use-taps.ts';

type Drawer = Entity<typeof drawers>;
type Asked = { readonly drawer: Drawer; readonly shift: Shift | undefined };

/** The drawers of the house: open one with its counted float, close it with a count made without seeing a total. */
export function ShiftPage({ person }: { readonly person: Person }) {
  const { view } = useStation();
  const { words } = useSpeech();
  const { tap, refusal } = useTaps();
  const [asked, setAsked] = useState<Asked | null>(null);
  const station = useStation();
  const all = listDrawers(view);
  const count = async (amountMinor: number) => {
    if (!asked) return;
    const intents = intentsOf(person);
    const { drawer, shift } = asked;
    const isClosing = shift !== undefined && shift.floatMinor !== null;
    setAsked(null);
    if (!isClosing) return void (await tap(intents.openShift(station.newId(), drawer.id, amountMinor)));
    const known = await knownAtClosing(station, shift.id);
    const outcome = await tap(intents.closeShift(station.newId(), shift.id, amountMinor, known));
    if (outcome.kind === 'saved') go({ page: 'closing', shift: shift.id });
  };
  return (
    <>
      <p className="refusal toast" role="alert">
        {refusal}
      </p>
      <main className="scroll floor">
        {all.length === 0 && <p className="empty">{words.shift.noDrawer}</p>}
        <div className="drawers">
          {all.map((drawer) => (
            <DrawerCard key={drawer.id} drawer={drawer} person={person} onCount={setAsked} />
          ))}
        </div>
        {may(person.role, Action.takeCash) && <OwedList person={person} />}
      </main>
      {asked && <CountSheet asked={asked} onClose={() => setAsked(null)} onCounted={(amount) => void count(amount)} />}
    </>
  );
}

function DrawerCard(props: {
  readonly drawer: Drawer;
  readonly person: Person;
  readonly onCount: (asked: Asked) => void;
}) {
  const { drawer, person, onCount } = props;
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const shift = openShiftOf(view, drawer.id);
  const state = shift === undefined ? 'closed' : shift.floatMinor === null ? 'implied' : 'open';
  const last = lastClosedShiftOf(view, drawer.id);
  const mayClose = may(person.role, Action.closeShift);
  return (
    <article className={`card drawer-card ${state}`} data-state={state}>
      <h2>{drawer.name}</h2>
      <p className="tile-state">
        <i
          className={`shape ${state === 'closed' ? 'free' : state === 'open' ? 'kitchen' : 'billed'}`}
          aria-hidden="true"
        />
        {words.shift.state[state]}
      </p>
      {typeof shift?.floatMinor === 'number' && (
        <p className="muted money">{words.shift.openedWith(formats.money(shift.floatMinor))}</p>
      )}
      {state === 'closed' && mayClose && last && (
        <ButtonLink href={addressOf({ page: 'closing', shift: last.id })}>{words.shift.seeClosing}</ButtonLink>
      )}
      {state === 'open' ? (
        mayClose ? (
          <Button onClick={() => onCount({ drawer, shift })}>{words.shift.countCash}</Button>
        ) : (
          <p className="muted small">{words.shift.lockedOut}</p>
        )
      ) : (
        <Button look="primary" onClick={() => onCount({ drawer, shift })}>
          {words.shift.countFloat}
        </Button>
      )}
    </article>
  );
}

function CountSheet(props: {
  readonly asked: Asked;
  readonly onClose: () => void;
  readonly onCounted: (amountMinor: number) => void;
}) {
  const { asked, onClose, onCounted } = props;
  const { words, formats } = useSpeech();
  const [typed, setTyped] = useState('');
  const isClosing = asked.shift !== undefined && asked.shift.floatMinor !== null;
  const counted = countOf(typed);
  const label = counted === undefined ? '…' : formats.money(counted);
  const type = (digits: string) => setTyped((before) => withDigits(before, digits));
  const finish = () => {
    if (counted !== undefined) onCounted(counted);
  };
  return (
    <Sheet title={asked.drawer.name} onClose={onClose}>
      {isClosing && <p className="muted">{words.shift.blind}</p>}
      <p className="counted">
        <span className="label">{isClosing ? words.shift.counted : words.shift.float}</span>
        <output className="count money">{label}</output>
      </p>
      <p className="muted small">{words.shift.typeIt}</p>
      <Keypad
        label={words.pay.digits}
        eraseLabel={words.pay.erase}
        last={{ label: '00', onTap: () => type('00') }}
        onDigit={type}
        onErase={() => setTyped((before) => before.slice(0, -1))}
        onEnter={finish}
      />
      <Button look="primary" disabled={counted === undefined} onClick={finish}>
        {isClosing ? words.shift.countIt(label) : words.shift.openIt(label)}
      </Button>
    </Sheet>
  );
}
