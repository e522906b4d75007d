/** Resolves when this process is told to stop. Listens from the first moment, so that Ctrl-C during a first start ends cleanly too. */
export function stopAsked(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'));
  });
}
