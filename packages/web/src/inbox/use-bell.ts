import { useEffect, useRef, useState } from 'react';
import { keep, kept } from '../station/keep.ts';

/** Two low notes, so that nobody takes them for the kitchen's. **Units** Hz, s. */
const NOTES = [587, 440];
const NOTE_S = 0.18;
const VOLUME = 0.3;
/** The notes are over by then; a context that was never allowed to sound goes too. **Units** ms. */
const CLOSED_AFTER_MS = 2_000;

/** Whether this device makes a sound when a matter opens. On until somebody turns it off. */
export function useBellSetting(): readonly [isOn: boolean, toggle: () => void] {
  const [isOn, setOn] = useState(isBellOn);
  const toggle = () => {
    keep('inbox-sound', isOn ? 'off' : null);
    setOn(!isOn);
    if (!isOn) ring();
  };
  return [isOn, toggle];
}

/** Sounds when there are more than before. */
export function useBell(count: number): void {
  const before = useRef(0);
  useEffect(() => {
    const isMore = count > before.current;
    before.current = count;
    if (isMore && isBellOn()) ring();
  }, [count]);
}

const isBellOn = () => kept('inbox-sound') !== 'off';

// A browser that nobody touched yet stays silent, and that is no failure: the notice is there to be seen.
function ring(): void {
  const context = new AudioContext();
  for (const [index, hertz] of NOTES.entries()) {
    const from = context.currentTime + index * NOTE_S;
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(VOLUME, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + NOTE_S * 2);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + NOTE_S * 2);
  }
  setTimeout(() => void context.close(), CLOSED_AFTER_MS);
}
