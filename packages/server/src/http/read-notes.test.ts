import { nameId, type Install } from '@resto360/domain';
import { LIMITS } from '@resto360/sync';
import { expect, test } from 'vitest';
import { ReadNotes } from './read-notes.ts';

const restaurant = nameId('test:restaurant');

function openNotes() {
  const clock = { nowMs: 1_000 };
  const is = { failing: false };
  const written: unknown[] = [];
  const failures: unknown[] = [];
  const noteRead = async (_: string, install: Install, { cursor }: { readonly cursor: number }) => {
    if (is.failing) throw new Error('away');
    written.push([install, cursor]);
  };
  const notes = new ReadNotes({ noteRead }, () => clock.nowMs);
  const hear = async (install: Install, cursor: number) => {
    notes.heard({ restaurant, install }, cursor, (error) => failures.push(error));
    await Promise.resolve();
  };
  return { clock, is, written, failures, hear };
}

test('[SYN-22] how far a device has read is noted at first and then hourly, not at every pull', async () => {
  const { clock, written, hear } = openNotes();
  for (const cursor of [5, 6, 7]) await hear('AAAAAAAAAA', cursor);
  await hear('BBBBBBBBBB', 1);
  clock.nowMs += LIMITS.readNotedMs;
  await hear('AAAAAAAAAA', 9);
  expect(written).toEqual([
    ['AAAAAAAAAA', 5],
    ['BBBBBBBBBB', 1],
    ['AAAAAAAAAA', 9],
  ]);
});

test('[SYN-22] less than was noted is noted at once: a disk was put back', async () => {
  const { written, hear } = openNotes();
  for (const cursor of [50, 20, 30]) await hear('AAAAAAAAAA', cursor);
  expect(written).toEqual([
    ['AAAAAAAAAA', 50],
    ['AAAAAAAAAA', 20],
  ]);
});

test('[SYN-22] a note that failed is told, and tried again with the next pull', async () => {
  const { is, written, failures, hear } = openNotes();
  is.failing = true;
  await hear('AAAAAAAAAA', 5);
  await Promise.resolve();
  is.failing = false;
  await hear('AAAAAAAAAA', 6);
  expect([failures.length, written]).toEqual([1, [['AAAAAAAAAA', 6]]]);
});
