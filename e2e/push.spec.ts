import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

/** A push is shown by then. **Units** ms. */
const SHOWN_BY_MS = 1_000;

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('push [NOT-6]: a manager turns it on, and a push with no page in front is shown by the service worker', async ({
  browser,
}) => {
  const context = await browser.newContext();
  await context.grantPermissions(['notifications'], { origin: server.url });
  // The browser's own push service is far away: its answer is ours, and asks what is sent to the server.
  await context.addInitScript(() => {
    const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
    const box = { toJSON: () => ({ endpoint: 'https://push.example.com/box', keys }) };
    // What a former house was given, before this tablet is enrolled; and then nothing.
    let kept: object | null = null;
    const former = {
      toJSON: () => ({ endpoint: 'https://push.example.com/former', keys }),
      unsubscribe: async () => (sessionStorage.setItem('ended', 'yes'), (kept = null), true),
    };
    if (sessionStorage.getItem('ended') === null) kept = former;
    PushManager.prototype.getSubscription = async () => kept as PushSubscription | null;
    PushManager.prototype.subscribe = async (options) => {
      const key = options?.applicationServerKey;
      document.documentElement.dataset['key'] = typeof key === 'string' ? key : '';
      kept = { ...box, unsubscribe: async () => ((kept = null), true) };
      return kept as PushSubscription;
    };
  });
  const till = new Till(await context.newPage());
  const { page } = till;
  const letGo = page.waitForRequest((request) => request.url().endsWith('/api/push/unsubscribe'));
  await till.enrol(server.url, await server.enrolCode());
  expect((await letGo).postDataJSON()).toEqual({ endpoint: 'https://push.example.com/former' });
  await till.signIn("Koffi N'Guessan", '225225');
  await page.evaluate(() => (location.hash = '#/inbox'));
  const button = page.getByRole('button', { name: 'Prévenir cet appareil' });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  // A page that starts asks the server.
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/api/push/subscription'));
  await page.evaluate(() => (location.hash = '#/'));
  await page.evaluate(() => (location.hash = '#/inbox'));
  expect(await (await asked).json()).toEqual({ endpoint: 'https://push.example.com/box' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  expect(await page.locator('html').getAttribute('data-key')).toMatch(/^[\w-]{87}$/);

  const [worker] = context.serviceWorkers();
  const shown = () =>
    worker?.evaluate(async () => {
      const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
      return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
    });
  const deliver = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    deliver.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    }),
  );
  await deliver.send('ServiceWorker.enable');
  const push = {
    origin: server.url,
    registrationId: await registered,
    data: JSON.stringify({ kind: 'overpaid', count: 1, language: 'fr' }),
  };
  await deliver.send('ServiceWorker.deliverPushMessage', push);
  // The till in front tells of it itself; nobody is told twice, also not a moment later.
  await page.waitForTimeout(SHOWN_BY_MS);
  expect(await shown()).toEqual([]);
  // The kitchen tells of nothing.
  await page.goto(`${server.url}/kitchen`);
  await expect(page.getByRole('heading', { name: 'Cuisine' })).toBeVisible();
  await deliver.send('ServiceWorker.deliverPushMessage', push);
  await expect.poll(shown).toEqual(['À vérifier: Payé en trop']);

  await context.close();
});
