/**
 * Runs something again after it ran, when it was asked for meanwhile; never twice at once. A run that fails is told to
 * the console and ends nothing: the next one may find the disk back.
 */
export function coalesced(run: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const start = async () => {
    running = true;
    do {
      again = false;
      await run().catch((thrown: unknown) => console.error(thrown));
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void start();
  };
}
