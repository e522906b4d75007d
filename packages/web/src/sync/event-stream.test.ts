import { array, assert, nat, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { EventStream } from './event-stream.ts';

test('[SYN-28] events are the same however the network cut them', () => {
  const text = string({ minLength: 1 }).map((value) => JSON.stringify(value));
  assert(
    property(array(text), array(nat(40)), (events, cuts) => {
      let rest = events.map((event) => `data: ${event}\n\n`).join('');
      const stream = new EventStream();
      const read: string[] = [];
      for (const cut of cuts) {
        read.push(...stream.take(rest.slice(0, cut)));
        rest = rest.slice(cut);
      }
      read.push(...stream.take(rest));
      expect(read).toEqual(events);
    }),
  );
});

test('comments and empty events are passed over, and other line ends read', () => {
  expect(new EventStream().take(': a proxy says so\n\n\n\ndata: 1\r\n\r\ndata:2\n\n')).toEqual(['1', '2']);
});

test('an event without an end is not waited for', () => {
  const stream = new EventStream();
  expect(() => {
    for (let piece = 0; piece < 10; piece += 1) stream.take('x'.repeat(100_000));
  }).toThrow('no end');
});
