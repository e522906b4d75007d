import type { CDPSession, Page } from '@playwright/test';

/** Fires the `sync` event of an origin's service worker, as the browser does when the line is back. */
export class WorkerSync {
  readonly #session: CDPSession;
  readonly #origin: string;
  readonly #registration: Promise<string>;

  private constructor(session: CDPSession, origin: string) {
    this.#session = session;
    this.#origin = origin;
    this.#registration = new Promise((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const found = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
        if (found) resolve(found.registrationId);
      });
    });
  }

  /** Watches from a page of the same browser profile, which needs to be nowhere. */
  static async watch(page: Page, origin: string): Promise<WorkerSync> {
    const watching = new WorkerSync(await page.context().newCDPSession(page), origin);
    await watching.#session.send('ServiceWorker.enable');
    return watching;
  }

  /** Wakes the worker with a tag. */
  async fire(tag: string): Promise<void> {
    const registrationId = await this.#registration;
    await this.#session.send('ServiceWorker.dispatchSyncEvent', {
      origin: this.#origin,
      registrationId,
      tag,
      lastChance: false,
    });
  }
}
