import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { joinTabs, type TabMessage, type TabWorld } from './tab-leader.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Holder = { readonly tab: string; readonly end: (taken: boolean) => void };

/** One browser: tabs hear each other, and one of them holds the lock. A frozen tab says nothing and hears nothing. */
class FakeBrowser {
  readonly #listeners = new Map<string, (event: MessageEvent<TabMessage>) => void>();
  #waiting: { readonly tab: string; readonly go: () => void }[] = [];
  readonly frozen = new Set<string>();
  /** What every tab's page clock reads: the fake timers' own, which nobody sets. */
  readonly nowMs = () => performance.now();
  #holder: Holder | undefined;

  /** Opens a tab; its list says when it led (true) and when it did no more (false). */
  open(name: string) {
    const leads: boolean[] = [];
    const heard: string[] = [];
    const world: TabWorld = {
      channel: {
        postMessage: (message: TabMessage) => this.#post(name, message),
        addEventListener: (_type: string, listener: unknown) =>
          this.#listeners.set(name, listener as (event: MessageEvent<TabMessage>) => void),
      },
      locks: {
        request: ((_lock: string, how: LockOptions, work: () => Promise<void>) => this.#ask(name, how, work)) as never,
      },
      nowMs: this.nowMs,
    };
    const tabs = joinTabs(
      'house',
      { message: ({ type }) => heard.push(type), lead: () => leads.push(true), follow: () => leads.push(false) },
      world,
    );
    return { leads, heard, ...tabs };
  }

  /** The tab that holds the lock is closed, and asks for it no more. */
  closeLeader(): void {
    this.#waiting = this.#waiting.filter(({ tab }) => tab !== this.#holder?.tab);
    this.#holder?.end(false);
  }

  #post(from: string, data: TabMessage): void {
    if (this.frozen.has(from)) return;
    for (const [name, listener] of this.#listeners) {
      if (name !== from && !this.frozen.has(name)) listener({ data } as MessageEvent<TabMessage>);
    }
  }

  async #ask(tab: string, { steal }: LockOptions, work: () => Promise<void>): Promise<void> {
    if (steal) this.#holder?.end(true);
    else if (this.#holder) await new Promise<void>((go) => this.#waiting.push({ tab, go }));
    await new Promise<void>((resolve, reject) => {
      const holder: Holder = {
        tab,
        end: (taken) => {
          if (this.#holder === holder) this.#holder = undefined;
          if (taken) reject(new DOMException('stolen', 'AbortError'));
          else {
            resolve();
            this.#waiting.shift()?.go();
          }
        },
      };
      this.#holder = holder;
      void work();
    });
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('[SYN-11] the first of two tabs leads, and the other when it closes', async () => {
  const browser = new FakeBrowser();
  const [first, second] = [browser.open('first'), browser.open('second')];
  await pass(120_000);
  expect([first.leads, second.leads]).toEqual([[true], []]);
  expect([first.isLeader(), second.isLeader()]).toEqual([true, false]);
  expect(second.heard.length).toBeGreaterThan(10);
  browser.closeLeader();
  await pass(1);
  expect(second.leads).toEqual([true]);
});

test('[SYN-11] a leader that is silent for 30 s loses the lead to another tab; awake again, it follows', async () => {
  const browser = new FakeBrowser();
  const [first, second] = [browser.open('first'), browser.open('second')];
  await pass(20_000);
  browser.frozen.add('first');
  await pass(29_000);
  expect(second.leads).toEqual([]);
  await pass(22_000);
  expect(second.leads).toEqual([true]);
  expect(second.isLeader()).toBe(true);
  browser.frozen.delete('first');
  await pass(120_000);
  expect([first.leads, second.leads]).toEqual([[true, false], [true]]);
  expect(first.isLeader()).toBe(false);
  browser.closeLeader();
  await pass(1);
  expect(first.leads).toEqual([true, false, true]);
});

test.each([-24 * 3_600_000, 24 * 3_600_000])(
  '[SYN-11] a clock that was set by %d ms keeps no frozen leader, and takes the lead from none that lives',
  async (byMs) => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open('first'), browser.open('second')];
    await pass(15_000);
    vi.setSystemTime(Date.now() + byMs);
    await pass(60_000);
    expect([first.leads, second.leads]).toEqual([[true], []]);
    browser.frozen.add('first');
    vi.setSystemTime(Date.now() + byMs);
    await pass(51_000);
    expect(second.leads).toEqual([true]);
  },
);

test('[SYN-11] taps of other tabs are no sign of life of a frozen leader', async () => {
  const browser = new FakeBrowser();
  const [, second, third] = [browser.open('first'), browser.open('second'), browser.open('third')];
  await pass(20_000);
  browser.frozen.add('first');
  for (let at = 0; at < 12; at++) {
    second.post({ type: 'tapped' });
    third.post({ type: 'tapped' });
    await pass(5_000);
  }
  expect(second.isLeader() || third.isLeader()).toBe(true);
});

test('[SYN-11] without locks every tab leads, which is harmless', async () => {
  const leads: string[] = [];
  for (const name of ['first', 'second']) {
    joinTabs(
      'house',
      { message: () => undefined, lead: () => leads.push(name), follow: () => leads.push('none') },
      {
        channel: { postMessage: () => undefined, addEventListener: () => undefined },
        locks: undefined,
        nowMs: () => 0,
      },
    );
  }
  await pass(60_000);
  expect(leads).toEqual(['first', 'second']);
});
