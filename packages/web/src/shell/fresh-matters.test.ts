import { expect, test } from 'vitest';
import { FreshMatters, type Remembered } from './fresh-matters.ts';

const memory = (): Remembered => {
  let text: string | null = null;
  return { read: () => text, write: (next) => (text = next) };
};

test('[NOT-4] what is open when a page starts is not new, and what opens later is told once', () => {
  const page = new FreshMatters(memory());
  page.note(['a', 'b']);
  expect(page.list).toEqual([]);
  page.note(['a', 'b', 'c']);
  page.note(['a', 'c', 'd']);
  expect(page.list).toEqual(['c', 'd']);
  page.readAll();
  page.note(['c', 'd']);
  expect(page.list).toEqual([]);
});

test('[NOT-4] one that ended and comes back is told again: the same order may be paid twice once more', () => {
  const page = new FreshMatters(memory());
  page.note([]);
  page.note(['a']);
  page.readAll();
  page.note([]);
  page.note(['a']);
  expect(page.list).toEqual(['a']);
});

test('[NOT-4] of two tabs of a device one tells it', () => {
  const shared = memory();
  const [one, other] = [new FreshMatters(shared), new FreshMatters(shared)];
  for (const page of [one, other]) page.note([]);
  one.note(['a']);
  other.note(['a']);
  expect([one.list, other.list]).toEqual([['a'], []]);
});

test('[NOT-4] what other tabs told is remembered up to a bound', () => {
  const shared = memory();
  const page = new FreshMatters(shared);
  page.note([]);
  page.note(Array.from({ length: 150 }, (_, index) => `m${index}`));
  expect(page.list).toHaveLength(150);
  expect(shared.read()?.split(' ')).toHaveLength(100);
});

test('listeners hear of changes and of nothing else', () => {
  const page = new FreshMatters(memory());
  let heard = 0;
  const off = page.subscribe(() => (heard += 1));
  page.note(['a']);
  page.note(['a', 'b']);
  page.readAll();
  page.readAll();
  off();
  page.note(['c']);
  expect(heard).toBe(2);
});
