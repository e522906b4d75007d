/** Names that the hooks give to the page's window. */
export type HookedWindow = Window & {
  /** Told of every op whose transaction is on the disk. */
  readonly chaosSaved?: (body: string) => Promise<void>;
  /** How far the page's clock is off. **Units** ms. */
  chaosClockMs?: number;
};

/**
 * Runs in a page before anything of it: a bystander hears of every op when its transaction has ended, and the clock can
 * be put wrong. **Why** in the browser's own database: nothing of ours decides what counts as saved.
 */
export function hookPage(): void {
  const hooked = window as HookedWindow;
  const rightNow = Date.now.bind(Date);
  Date.now = () => Math.max(0, rightNow() + (hooked.chaosClockMs ?? 0));
  const { prototype } = IDBObjectStore;
  for (const name of ['put', 'add'] as const) {
    // oxlint-disable-next-line typescript/unbound-method -- it is called on its store below
    const write = prototype[name];
    prototype[name] = function hookedWrite(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (this.name === 'outbox') {
        const { body } = value as { readonly body: string };
        this.transaction.addEventListener('complete', () => void hooked.chaosSaved?.(body));
      }
      return key === undefined ? write.call(this, value) : write.call(this, value, key);
    };
  }
}
