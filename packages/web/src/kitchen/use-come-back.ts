import { useEffect, useEffectEvent, useRef } from 'react';
import { isMissed } from './acknowledge.ts';
import type { BoardTicket, Stage } from './board-tickets.ts';

/** A hand that rests for so long has finished with the other tab. **Units** ms. */
const REST_MS = 6_000;

/**
 * A board that shows another tab comes back to the fire by itself when something arrived there that nobody has seen:
 * else the room would be told that the kitchen does not answer, while a cook stands before the screen.
 */
export function useComeBack(on: {
  readonly isKitchen: boolean;
  readonly stage: Stage;
  readonly cooking: readonly BoardTicket[];
  readonly setStage: (stage: Stage) => void;
}): void {
  const { isKitchen, stage, cooking, setStage } = on;
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  const isCalled = isKitchen && stage !== 'cooking' && isMissed(cooking);
  const comeBack = useEffectEvent(() => {
    if (performance.now() - touchedAt.current >= REST_MS) setStage('cooking');
  });
  useEffect(() => {
    const touch = () => {
      touchedAt.current = performance.now();
    };
    addEventListener('pointerdown', touch);
    addEventListener('keydown', touch);
    return () => {
      removeEventListener('pointerdown', touch);
      removeEventListener('keydown', touch);
    };
  }, []);
  useEffect(() => {
    if (!isCalled) return undefined;
    const timer = setInterval(() => comeBack(), 1_000);
    return () => clearInterval(timer);
  }, [isCalled]);
}
