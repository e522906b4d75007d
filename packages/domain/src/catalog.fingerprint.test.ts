import { expect, test } from 'vitest';
import { CATALOG, SCHEMA } from './catalog.ts';
import { canonicalJson } from './kernel/canonical-json.ts';
import type { Collection } from './kernel/collection.ts';
import type { Json } from './kernel/json.ts';
import { nameId } from './kernel/name-id.ts';

/**
 * What every replica agrees on: collections, their classes, fields, shapes and joins. Devices in the field hold rows
 * and unsent ops of an older line for up to a year (SYN-26), so a change here is made on purpose: add a line with
 * the new fingerprint and what changed; raise SCHEMA when an older build could not read what this one writes.
 */
const HISTORY: readonly (readonly [schema: number, fingerprint: string, change: string])[] = [
  [1, '49fa0a6e-5c82-5c5f-844c-a354f9044b78', 'the core: house, menu, orders, kitchen, shifts, cash, receipts'],
  // The second and the third were numbered afterwards: apps of these builds wrote 1 into their ops, and those are taken.
  [2, 'cb1ad202-cf9d-5b5d-a52e-1d4aa1b17945', 'a receipt lists its lines with quantity and amount, and its figures'],
  [
    3,
    'baf768d1-6c4d-5649-9e3b-4e67a0f0ae32',
    'courses are held and called, the kitchen acknowledges, the menu has more to edit',
  ],
  [
    4,
    '595bb9af-ffc1-5a56-bb37-1a16ecbd3574',
    'a device that was a copy says of which; a receipt of the first app is taken as it is',
  ],
  [5, 'f90a1e1e-4c2e-5aca-a528-30c8331b7a0a', 'refunds, and what people decide about exceptions'],
  [6, '4bab2951-2faf-5488-b035-3052aca3cf6c', 'what was written without the right any more stands apart'],
  [7, '4b5a951f-e8c1-5757-b195-fc47d862b4af', 'the house has a language, and people to whom a digest is written'],
  [
    7,
    '423e83a4-a0da-5266-808d-04a617baadae',
    'an order says with which other one it is served, and paid; aged roles are told, and who agreed',
  ],
  [7, '95777c7e-d631-529f-9756-15b727ad2fc9', 'a closing says what was known when the drawer was counted'],
  [7, 'bda4d881-5def-5d64-886e-197ad138d420', 'an op that was put apart says when it was settled'],
  [7, '4ce31fc1-47af-5232-ace6-71029529c330', 'a conflict says who wrote each of its two values'],
  [
    8,
    '015df6ae-70a1-52e0-bfd3-94bf559487f9',
    'money over rails: requests, claims, wishes, attempts, rails; tips and change that is owed',
  ],
  [9, 'a72977ee-3671-5fd7-89b5-bfc7e9be1562', 'money of an attempt goes back, over its rail or out of a drawer'],
  [9, '80654b31-ef05-5766-81cd-117bf6f1c1b5', 'a rail says until when it, or which of its operators, is left alone'],
  [
    9,
    '25e462d6-8b8e-56b4-b169-3c06f7b6db63',
    'a claim whose reference stands nowhere has one suggested, and a person takes it',
  ],
];

/** The same by collection, so that a failure says where. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  adjustments: '4da0645a',
  attempt_refunds: 'ec95d447',
  areas: '8b93f228',
  categories: 'f77304b0',
  change_returns: 'ce2ad186',
  claims: '3c0634c5',
  conflicts: '7a151ca3',
  decisions: '3cc8ff9d',
  devices: '1e7963fc',
  drawers: 'ab9ed3ce',
  item_availability: 'dde37269',
  items: '63bd0c62',
  modifier_groups: 'd4a3c92b',
  modifiers: '72f66d24',
  order_lines: '67c2efce',
  orders: '984a0854',
  payment_attempts: '37442ec2',
  payment_requests: 'a84ed808',
  payment_wishes: '29a1976a',
  payments: 'fbd3b9b5',
  quarantine: 'a0b2570b',
  rails: 'eca9829c',
  receipts: 'd954b761',
  refunds: '8fab3647',
  settings: '5c750d4f',
  shift_closings: '64e4da2d',
  shift_openings: '407c4e0b',
  staff: '7fe8177d',
  stations: '8bac0d2a',
  suspense: '0e6bd2be',
  tables: '872e6e61',
  voids: '9dfb636b',
};

const describeOf = ({ class: kind, fields }: Collection): string =>
  canonicalJson({ class: kind, fields } as unknown as Json);

test('the catalog is the last line of its history', () => {
  const whole = nameId([...CATALOG].map(([name, collection]) => `${name} ${describeOf(collection)}`).join('\n'));
  expect([SCHEMA, whole]).toEqual(HISTORY.at(-1)?.slice(0, 2));
});

test('each collection is as it was', () => {
  const now = [...CATALOG].map(([name, collection]) => [name, nameId(describeOf(collection)).slice(0, 8)]);
  expect(Object.fromEntries(now)).toEqual(COLLECTIONS);
});

test('history only grows: no line twice, no schema that falls', () => {
  expect(new Set(HISTORY.map(([, fingerprint]) => fingerprint)).size).toBe(HISTORY.length);
  const schemas = HISTORY.map(([schema]) => schema);
  expect(schemas).toEqual(schemas.toSorted((a, b) => a - b));
});

test('a collection is known by its own name', () => {
  for (const [name, collection] of CATALOG) expect(collection.name).toBe(name);
});
