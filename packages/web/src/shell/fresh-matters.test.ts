import { describe, expect, test } from 'vitest';
import { FreshMatters, type Remembered } from './fresh-matters.ts';

const memory = (): Remembered => {
  let text: string | null = null;
  return { read: () => text, write: (next) => (text = next) };
};

test('[NOT-4] what is open when a page starts is not new, and what opens later is told once', () => {
  const page = new FreshMatters(memory(), memory());
  page.note(['a', 'b']);
  expect(page.list).toEqual([]);
  page.note(['a', 'b', 'c']);
  page.note(['a', 'c', 'd']);
  expect(page.list).toEqual(['c', 'd']);
  page.read(['c']);
  expect(page.list).toEqual(['d']);
  page.read(['c', 'd']);
  page.note(['c', 'd']);
  expect(page.list).toEqual([]);
});

test('[NOT-4] one that ended and comes back is told again: the same order may be paid twice once more', () => {
  const page = new FreshMatters(memory(), memory());
  page.note([]);
  page.note(['a']);
  page.read(['a']);
  page.note([]);
  page.note(['a']);
  expect(page.list).toEqual(['a']);
});

test('[NOT-4] what was told under another name is not told again, by this tab or another', () => {
  const shared = memory();
  const [one, other] = [new FreshMatters(shared, memory()), new FreshMatters(shared, memory())];
  for (const page of [one, other]) page.note([]);
  one.note(['a']);
  other.note(['b'], new Map([['b', ['a']]]));
  one.read(['a']);
  one.note(['b', 'c'], new Map([['b', ['a']]]));
  expect([one.list, other.list]).toEqual([['c'], []]);
});

test('[NOT-4] of two tabs of a device one tells it', () => {
  const shared = memory();
  const [one, other] = [new FreshMatters(shared, memory()), new FreshMatters(shared, memory())];
  for (const page of [one, other]) page.note([]);
  one.note(['a']);
  other.note(['a']);
  expect([one.list, other.list]).toEqual([['a'], []]);
});

test('[NOT-4] what other tabs told is remembered up to a bound', () => {
  const shared = memory();
  const page = new FreshMatters(shared, memory());
  page.note([]);
  page.note(Array.from({ length: 150 }, (_, index) => `m${index}`));
  expect(page.list).toHaveLength(150);
  expect(shared.read()?.split(' ')).toHaveLength(100);
});

describe('[NOT-4] behind the lock', () => {
  test('nothing is told, and what came meanwhile is new when the page is opened', () => {
    const page = new FreshMatters(memory(), memory());
    page.note(['a']);
    page.hold(true);
    page.note(['a', 'b', 'c']);
    page.note(['a', 'c']);
    expect(page.list).toEqual([]);
    page.hold(false);
    expect(page.list).toEqual(['c']);
    page.read(['c']);
    page.note(['a', 'c']);
    expect(page.list).toEqual([]);
  });

  test('what stood there when it was locked stands there again: nobody had read it', () => {
    const page = new FreshMatters(memory(), memory());
    page.note([]);
    page.note(['a']);
    page.hold(true);
    expect(page.list).toEqual([]);
    page.hold(false);
    expect(page.list).toEqual(['a']);
  });

  test('what another tab told meanwhile is not told again', () => {
    const shared = memory();
    const [locked, other] = [new FreshMatters(shared, memory()), new FreshMatters(shared, memory())];
    for (const page of [locked, other]) page.note([]);
    locked.hold(true);
    for (const page of [locked, other]) page.note(['a']);
    expect(other.list).toEqual(['a']);
    locked.hold(false);
    expect(locked.list).toEqual([]);
  });

  test('a page that is loaded anew there knows what its tab knew; one that begins counts all as known', () => {
    const [told, own] = [memory(), memory()];
    const before = new FreshMatters(told, own);
    before.note(['a']);
    const after = new FreshMatters(told, own);
    after.hold(true);
    after.note(['a', 'b']);
    after.hold(false);
    expect(after.list).toEqual(['b']);
    const first = new FreshMatters(memory(), memory());
    first.hold(true);
    first.note(['a']);
    first.hold(false);
    expect(first.list).toEqual([]);
  });
});

test('listeners hear of changes and of nothing else', () => {
  const page = new FreshMatters(memory(), memory());
  let heard = 0;
  const off = page.subscribe(() => (heard += 1));
  page.note(['a']);
  page.note(['a', 'b']);
  page.read(['a', 'b']);
  page.read(['a', 'b']);
  off();
  page.note(['c']);
  expect(heard).toBe(2);
});
