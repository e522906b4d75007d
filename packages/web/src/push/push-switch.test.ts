import type { Identity } from '@resto360/sync/client';
import { describe, expect, test } from 'vitest';
import { endFormerPush } from './end-former-push.ts';
import type { PushBrowser } from './push-browser.ts';
import { readPushState, subscribePush, unsubscribePush } from './push-switch.ts';

const KEY = 'the-public-key';
const identity = { token: 'token' } as Identity;

/** A browser and the server that it speaks with. Knobs: what each has, and whether they answer. */
class Fake {
  /** The address that the browser has; null: none. */
  address: string | null = null;
  /** Where the server writes to. */
  kept: string | null = null;
  isAway = false;
  permission: NotificationPermission = 'granted';
  failsToEnd = false;
  readonly asked: string[] = [];
  #count = 0;

  readonly browser: PushBrowser = {
    manager: async () => ({
      getSubscription: async () => (this.address === null ? null : this.#subscription(this.address)),
      subscribe: async () => this.#subscription((this.address ??= `box ${(this.#count += 1)}`)),
    }),
    permission: () => this.permission,
    askPermission: async () => this.permission,
    fetch: async (url, { body }) => this.#answer(url, JSON.parse(typeof body === 'string' ? body : '{}')),
  };

  #subscription(endpoint: string) {
    return {
      toJSON: () => ({ endpoint, keys: {} }),
      unsubscribe: async () => {
        if (this.failsToEnd) throw new Error('the push service is away');
        this.address = null;
        return true;
      },
    };
  }

  #answer(url: string, { endpoint = '' }: { readonly endpoint?: string }): Response {
    this.asked.push(`${url.replace('/api/push/', '')} ${endpoint}`.trim());
    if (this.isAway) throw new Error('no line');
    if (url.endsWith('/key')) return Response.json({ public_key: KEY });
    if (url.endsWith('/subscription')) return Response.json({ endpoint: this.kept });
    this.kept = url.endsWith('/subscribe') ? endpoint : null;
    return Response.json({ subscribed: this.kept !== null });
  }
}

describe('[NOT-6] the switch shows what the server has for this device', () => {
  test.each([
    ['the server writes to this browser', 'box', 'box', 'on'],
    ['the server forgot it: it was revoked, or the push service said it was gone', 'box', null, 'off'],
    ['the server writes to another browser', 'box', 'another box', 'off'],
    ['the browser has no address', null, 'box', 'off'],
  ] as const)('%s', async (_when, address, kept, state) => {
    const fake = Object.assign(new Fake(), { address, kept });
    expect(await readPushState(identity, fake.browser)).toBe(state);
  });

  test('without a line nobody knows', async () => {
    const fake = Object.assign(new Fake(), { address: 'box', kept: 'box', isAway: true });
    expect(await readPushState(identity, fake.browser)).toBe('unknown');
  });

  test('a browser that may not, and one that cannot', async () => {
    const fake = Object.assign(new Fake(), { permission: 'denied' as const });
    expect(await readPushState(identity, fake.browser)).toBe('denied');
    expect(await subscribePush(identity, 'fr', fake.browser)).toBe('denied');
    const none = { ...fake.browser, manager: async () => undefined };
    expect([await readPushState(identity, none), await subscribePush(identity, 'fr', none)]).toEqual(['none', 'none']);
  });
});

describe('[NOT-6] turned', () => {
  test('on, it has an address of its own: what a former house wrote to is given up', async () => {
    const fake = Object.assign(new Fake(), { address: 'box of a former house' });
    expect(await subscribePush(identity, 'fr', fake.browser)).toBe('on');
    expect([fake.address, fake.kept]).toEqual(['box 1', 'box 1']);
    expect(await readPushState(identity, fake.browser)).toBe('on');
  });

  test('off, neither side has it; on without a line, it is not on', async () => {
    const fake = Object.assign(new Fake(), { address: 'box', kept: 'box' });
    expect(await unsubscribePush(identity, fake.browser)).toBe('off');
    expect([fake.address, fake.kept]).toEqual([null, null]);
    fake.isAway = true;
    expect(await subscribePush(identity, 'fr', fake.browser)).toBeUndefined();
  });
});

describe('[NOT-6] enrolled anew, a device is told nothing of what it was before', () => {
  test('the browser gives its address up, and the server lets go of it by its name', async () => {
    const fake = Object.assign(new Fake(), { address: 'box of a former house', kept: null });
    await endFormerPush(identity, fake.browser);
    expect([fake.address, fake.asked]).toEqual([null, ['unsubscribe box of a former house']]);
  });

  test('where one of the two fails the other is done, and enrolling goes on', async () => {
    const fake = Object.assign(new Fake(), { address: 'box', failsToEnd: true });
    await endFormerPush(identity, fake.browser);
    expect(fake.asked).toEqual(['unsubscribe box']);
    const away = Object.assign(new Fake(), { address: 'box', isAway: true });
    await endFormerPush(identity, away.browser);
    expect(away.address).toBeNull();
  });

  test('a browser that was told nothing asks nothing', async () => {
    const fake = new Fake();
    await endFormerPush(identity, fake.browser);
    expect(fake.asked).toEqual([]);
  });
});
