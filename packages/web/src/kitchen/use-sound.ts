import { useEffect, useRef, useState } from 'react';
import { keep, kept } from '../station/keep.ts';
import { alarmOf, heardOf, type Heard } from './alarms.ts';
import type { BoardTicket } from './board-tickets.ts';
import { Chime } from './chime.ts';

/** Whether sound is wanted and heard; `waiting`: it is wanted, and the browser waits for a first tap. */
export type Sound = 'on' | 'waiting' | 'off';

/** Taps inside such an element are not taken as the first tap: it asks for the sound itself. */
export const SOUND_BUTTON = { 'data-sound': true } as const;

/** The sounds of a board: they belong to its station filter, and a change of the filter makes none. */
export function useSound(tickets: readonly BoardTicket[], filter: string) {
  const chime = useRef<Chime | null>(null);
  const [isWanted, setWanted] = useState(() => kept('kitchen-sound') !== 'off');
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    const started = new Chime();
    chime.current = started;
    const start = () => started.start(() => setReady(started.isReady()));
    const onTouch = (event: Event) => {
      const isButton = event.target instanceof Element && event.target.closest('[data-sound]') !== null;
      if (!isButton && !started.isReady()) start();
    };
    start();
    addEventListener('pointerdown', onTouch);
    addEventListener('keydown', onTouch);
    return () => {
      removeEventListener('pointerdown', onTouch);
      removeEventListener('keydown', onTouch);
      started.stop();
      chime.current = null;
      setReady(false);
    };
  }, [isWanted]);
  useAlarms(tickets, filter, chime);
  const sound: Sound = !isWanted ? 'off' : isReady ? 'on' : 'waiting';
  const toggle = () => {
    if (sound === 'waiting') return chime.current?.start(() => setReady(chime.current?.isReady() ?? false));
    keep('kitchen-sound', isWanted ? 'off' : null);
    setWanted(!isWanted);
  };
  return { sound, toggle };
}

function useAlarms(tickets: readonly BoardTicket[], filter: string, chime: { readonly current: Chime | null }): void {
  const before = useRef<{ readonly filter: string; readonly heard: Heard } | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = { filter, heard: heardOf(tickets) };
    const alarm = known?.filter === filter ? alarmOf(known.heard, tickets) : undefined;
    if (alarm) chime.current?.play(alarm);
  }, [tickets, filter, chime]);
}
