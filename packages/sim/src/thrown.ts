/** What breaks the engine or the simulator breaks its day: what is told of it beside the seed. */
export const thrown = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
