import { describe, expect, test } from 'vitest';
import { pushNotice } from './push-notice.ts';
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

function scopeOf(pages: readonly { readonly url: string; readonly visibilityState: string }[]) {
  const did: unknown[] = [];
  const page = (from: (typeof pages)[number]): WorkerPage => ({
    ...from,
    focus: async () => did.push(['focus', from.url]),
    navigate: async (url) => did.push(['navigate', url]),
  });
  const scope: PushScope = {
    clients: { matchAll: async () => pages.map(page), openWindow: async (url) => did.push(['open', url]) },
    registration: { showNotification: async (title, { body }) => void did.push(['show', title, body]) },
  };
  return { scope, did };
}
const at = (path: string, visibilityState = 'hidden') => ({ url: `https://pos.example.ci${path}`, visibilityState });
const push = said({ kind: 'overpaid', count: 1, language: 'fr' });

describe('[NOT-6] a push', () => {
  test.each([
    ['with every page closed', [], true],
    ['with a page behind something else', [at('/pos#/')], true],
    ['with a kitchen in front, which tells of nothing', [at('/kitchen', 'visible')], true],
    ['with a till in front, which tells of it itself', [at('/kitchen', 'visible'), at('/pos', 'visible')], false],
  ])('%s is shown: %#', async (_when, pages, isShown) => {
    const { scope, did } = scopeOf(pages);
    await showPush(scope, push);
    expect(did).toEqual(isShown ? [['show', 'À vérifier', 'Payé en trop']] : []);
  });

  test('leads to the inbox: of a page that has one, or of a new one', async () => {
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
