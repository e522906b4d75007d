import { describe, expect, test } from 'vitest';
import { factCollection, fact, intentCollection, fixed, latest, lattice, settled } from './collection.ts';
import { MapView } from './map-view.ts';
import type { Json } from './json.ts';
import { flag, idOf, integer, nullable, text } from './schema.ts';
import { entityOf, find, listAll, listOfOrder, write } from './view.ts';

const things = intentCollection('things', {
  order: fixed(idOf('order')),
  size: latest(integer(0, 9), 3),
  seat: settled(nullable(integer(1, 9))),
  gone: latest(flag(), false),
  status: lattice(['draft', 'sent']),
});
const facts = factCollection('facts', { what: fact(text(9)), note: fact(nullable(text(9)), null) });
const ID = '0199f2c0-1c3a-7a5b-8c2d-123456789abc';
const row = (f: Record<string, Json>) => ({ id: ID, v: 0, st: '', f });

describe('reading a row', () => {
  test('fills in what was never written', () => {
    expect(entityOf(things, row({ born: true, order: ID }))).toEqual({
      id: ID,
      born: true,
      order: ID,
      size: 3,
      seat: null,
      gone: false,
      status: [0, 'draft'],
    });
  });

  test('keeps what was written, also when it counts as nothing elsewhere', () => {
    const written = { born: true, order: ID, size: 0, seat: null, gone: true, status: [2, 'sent'] };
    expect(entityOf(things, row(written))).toEqual({ id: ID, ...written });
  });

  test.each([
    ['its creation', { order: ID, size: 1 }],
    ['what the creation writes', { born: true, size: 1 }],
    ['everything', {}],
  ])('[SYN-6] gives nothing while %s is missing', (_what, fields) => {
    const view = new MapView();
    view.put('things', row(fields));
    expect(find(view, things, ID)).toBeUndefined();
    expect(listAll(view, things)).toEqual([]);
    expect(listOfOrder(view, things, ID)).toEqual([]);
  });
});

describe('writing a change', () => {
  test('a creation leaves out what nothing means anyway', () => {
    const whole = { born: true, order: ID, size: 3, seat: null, gone: false, status: [0, 'draft'] as const };
    expect(write(things, ID, whole)).toEqual(['things', ID, { born: true, order: ID, seat: null }]);
    expect(write(facts, ID, { what: 'x', note: null })).toEqual(['facts', ID, { what: 'x' }]);
  });

  test('a later change keeps it: setting back is a change too', () => {
    const back = { size: 3, gone: false, status: [0, 'draft'] as const };
    expect(write(things, ID, back)).toEqual(['things', ID, back]);
  });

  test('a field that the collection lacks is a bug', () => {
    expect(() => write(things, ID, { colour: 'red' } as object)).toThrow('things has a field colour');
  });
});
