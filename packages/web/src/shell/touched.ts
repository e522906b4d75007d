let touchedAt = Number.NEGATIVE_INFINITY;

/** Since when nobody has touched this page or typed on it; endless when nobody ever did. **Units** ms. */
export const quietMs = (): number => Date.now() - touchedAt;

/**
 * Calls back before each touch and each key with how long the page was quiet until then; from then on {@link quietMs}
 * counts from it. Answers how to stop.
 */
export function onTouch(before: (quiet: number) => void): () => void {
  const touched = () => before(quietMs());
  // The one that remembers comes last, so that everybody is told of the same silence.
  for (const event of EVENTS) addEventListener(event, touched, { passive: true, capture: true });
  return () => {
    for (const event of EVENTS) removeEventListener(event, touched, { capture: true });
  };
}

/** Begins to remember touches; once for a page. */
export function rememberTouches(): void {
  for (const event of EVENTS) addEventListener(event, () => (touchedAt = Date.now()), { passive: true });
}

const EVENTS = ['pointerdown', 'keydown'] as const;
