const EVENTS = ['pointerdown', 'keydown', 'wheel', 'click'] as const;
const KEY = 'resto360.touched';

// Two clocks: a tablet's own may be set while nobody touches it, and the page's stands still while the tablet sleeps.
let touchedAt = { page: performance.now(), wall: Date.now() };

/** Since when nobody has touched this page or typed on it. **Units** ms. */
export const quietMs = (): number => Math.max(performance.now() - touchedAt.page, Date.now() - touchedAt.wall);

/** How long this tab was quiet before the page was loaded anew; 0 where it begins. **Units** ms. */
export function quietBeforeMs(): number {
  try {
    const at = Number(sessionStorage.getItem(KEY) ?? Number.NaN);
    return Number.isFinite(at) ? Date.now() - at : 0;
  } catch {
    return 0;
  }
}

/** Calls back before each touch and each key with how long the page was quiet until then. Answers how to stop. */
export function onTouch(before: (quiet: number) => void): () => void {
  const touched = () => before(quietMs());
  for (const event of EVENTS) addEventListener(event, touched, { passive: true, capture: true });
  return () => {
    for (const event of EVENTS) removeEventListener(event, touched, { capture: true });
  };
}

/** Begins to remember touches; once for a page. A browser that drops the page in the background is told of the last. */
export function rememberTouches(): void {
  for (const event of EVENTS) addEventListener(event, noteTouch, { passive: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    try {
      sessionStorage.setItem(KEY, String(Date.now() - quietMs()));
    } catch {
      // Without session storage a page that is loaded anew asks for the PIN anyway.
    }
  });
}

function noteTouch(): void {
  touchedAt = { page: performance.now(), wall: Date.now() };
}
