/** How long a page that is not in sight, and paints nothing, is waited for. **Units** ms. */
const UNSEEN_MS = 250;

/** Resolves when what a person just did is painted: what is not asked for under the thumb comes after it. */
export async function painted(): Promise<void> {
  if (!('requestAnimationFrame' in globalThis)) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}
