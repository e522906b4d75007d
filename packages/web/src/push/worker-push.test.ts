import { describe, expect, test } from 'vitest';
import { pushNotice } from './push-notice.ts';
import { TELLS_LOCK } from './tells-lock.ts';
import { openInbox, showPush, type PushScope, type WorkerPage } from './worker-push.ts';

const said = (value: unknown) => JSON.stringify(value);

describe('[NOT-6] what a push says', () => {
  test.each([
    [said({ kind: 'overpaid', count: 1, language: 'fr' }), 'À vérifier', 'Payé en trop'],
    [said({ kind: 'overpaid', count: 3, language: 'en' }), 'To check', '3 matters to check'],
    [said({ kind: 'several', count: 2, language: 'fr' }), 'À vérifier', '2 points à vérifier'],
    [said({ kind: 'of a newer server', count: 1, language: 'en' }), 'To check', '1 matter to check'],
    ['not JSON', 'À vérifier', '1 point à vérifier'],
    ['null', 'À vérifier', '1 point à vérifier'],
  ])('%s', (text, title, body) => {
    expect(pushNotice(text)).toEqual({ title, body });
  });
});

function scopeOf(urls: readonly string[], held: readonly string[] = []) {
  const did: unknown[] = [];
  const page = (url: string): WorkerPage => ({
    url,
    focus: async () => did.push(['focus', url]),
    navigate: async (to) => did.push(['navigate', to]),
  });
  const scope: PushScope = {
    clients: { matchAll: async () => urls.map(page), openWindow: async (url) => did.push(['open', url]) },
    registration: { showNotification: async (title, { body }) => void did.push(['show', title, body]) },
    navigator: { locks: { query: async () => ({ held: held.map((name) => ({ name })) }) } },
  };
  return { scope, did };
}
const at = (path: string) => `https://pos.example.ci${path}`;
const push = said({ kind: 'overpaid', count: 1, language: 'fr' });
const SHOWN = [['show', 'À vérifier', 'Payé en trop']];

describe('[NOT-6] a push', () => {
  test('is shown, unless a page in front tells of it itself', async () => {
    const nobody = scopeOf([at('/')], ['another lock']);
    await showPush(nobody.scope, push);
    expect(nobody.did).toEqual(SHOWN);
    const somebody = scopeOf([at('/')], ['another lock', TELLS_LOCK]);
    await showPush(somebody.scope, push);
    expect(somebody.did).toEqual([]);
  });

  test('is shown where the browser has no locks', async () => {
    const { scope, did } = scopeOf([at('/')]);
    await showPush({ ...scope, navigator: {} }, push);
    expect(did).toEqual(SHOWN);
  });

  test('leads to the inbox: of a page that is no kitchen, or of a new one', async () => {
    const some = scopeOf([at('/kitchen'), at('/office#/menu')]);
    await openInbox(some.scope);
    expect(some.did).toEqual([
      ['focus', 'https://pos.example.ci/office#/menu'],
      ['navigate', 'https://pos.example.ci/office#/inbox'],
    ]);
    const none = scopeOf([at('/kitchen')]);
    await openInbox(none.scope);
    expect(none.did).toEqual([['open', '/#/inbox']]);
  });
});
