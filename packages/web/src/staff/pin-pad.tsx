import { useEffect, useState } from 'react';
import { Keypad } from '../ui/keypad.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { keep, kept } from '../station/keep.ts';
import { useSpeech } from '../words/words.tsx';
import { pinFits } from './pin-hash.ts';
import { gateOf, readMisses, triesLeft, withHit, withMiss, type PinGate } from './pin-misses.ts';
import type { Person } from './staff-session.ts';

const PIN_DIGITS = { min: 4, max: 8 } as const;

/** The PIN of one person: digits by thumb or keyboard; too many misses make it wait, then lock. */
export function PinPad(props: {
  readonly person: Person;
  readonly onIn: (person: Person) => void;
  readonly onClose: () => void;
}) {
  const { person, onIn, onClose } = props;
  const { words } = useSpeech();
  const [pin, setPin] = useState('');
  const [missed, setMissed] = useState(false);
  const gate = useGate(person);
  const enter = async () => {
    if (gate.now.kind !== 'open' || pin.length < PIN_DIGITS.min) return;
    setPin('');
    const fits = await pinFits(pin, person.pinHash);
    const misses = readMisses(kept('pin-misses'));
    const isManager = person.role === 'manager' || person.role === 'owner';
    const next = fits ? withHit(misses, person.id, isManager) : withMiss(misses, person.id, Date.now());
    keep('pin-misses', JSON.stringify(next));
    setMissed(!fits);
    gate.look();
    if (fits) onIn(person);
  };
  const says = gateWords(gate.now, words) ?? (missed ? words.staff.wrong(triesLeft(gate.misses, person.id)) : '');
  return (
    <Sheet title={words.staff.pinOf(person.name)} onClose={onClose}>
      <output className="dots" aria-label={words.staff.pin}>
        {Array.from({ length: Math.max(PIN_DIGITS.min, pin.length) }, (_, index) => (
          <i key={index} data-full={index < pin.length} />
        ))}
      </output>
      <p className="refusal" role="alert">
        {says}
      </p>
      <Keypad
        label={words.staff.pin}
        eraseLabel={words.staff.erase}
        last={{ label: 'OK', primary: true, onTap: () => void enter() }}
        onDigit={(digit) => setPin((before) => (before + digit).slice(0, PIN_DIGITS.max))}
        onErase={() => setPin((before) => before.slice(0, -1))}
        onEnter={() => void enter()}
      />
    </Sheet>
  );
}

function gateWords(gate: PinGate, words: ReturnType<typeof useSpeech>['words']): string | undefined {
  if (gate.kind === 'locked') return words.staff.locked;
  return gate.kind === 'wait' ? words.staff.wait(Math.ceil(gate.ms / 1_000)) : undefined;
}

/** The gate, looked at each second while it is shut. */
function useGate(person: Person) {
  const look = () => {
    const misses = readMisses(kept('pin-misses'));
    return { misses, now: gateOf(misses, person.id, Date.now()) };
  };
  const [gate, setGate] = useState(look);
  const shut = gate.now.kind === 'wait';
  useEffect(() => {
    if (!shut) return undefined;
    const timer = setInterval(() => setGate(look()), 1_000);
    return () => clearInterval(timer);
  });
  return { ...gate, look: () => setGate(look()) };
}
