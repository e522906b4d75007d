/** Runs a job on several lanes for a while; returns how many were done per second. */
export async function ratePerSecond(
  lanes: number,
  forMs: number,
  job: (lane: number, turn: number) => Promise<void>,
): Promise<number> {
  const begun = performance.now();
  const stop = begun + forMs;
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let turn = 0; performance.now() < stop; turn++) {
        await job(lane, turn);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - begun);
}

/**
 * The ratio of two rates, measured in blocks that take turns (ABBA), so that what else the machine does falls on both:
 * the median of the blocks' ratios.
 */
export async function pairedRatio(blocks: number, a: () => Promise<number>, b: () => Promise<number>) {
  const pairs: { readonly a: number; readonly b: number }[] = [];
  for (let block = 0; block < blocks; block++) {
    const first = block % 2 === 0;
    const before = first ? await a() : await b();
    const after = first ? await b() : await a();
    pairs.push(first ? { a: before, b: after } : { a: after, b: before });
  }
  return {
    ratio: median(pairs.map((pair) => pair.a / pair.b)),
    a: median(pairs.map((pair) => pair.a)),
    b: median(pairs.map((pair) => pair.b)),
  };
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((x, y) => x - y);
  return sorted[sorted.length >> 1] ?? 0;
}
