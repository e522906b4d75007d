import { MapView, nameId } from '@resto360/domain';
import type { Op } from '@resto360/sync';
import { expect, test } from 'vitest';
import { Bystander } from './bystander.ts';
import { FACTS, ownRowGone } from './invariants.ts';

const opOf = (fields: Op['changes'][number][2]): Op => {
  const changes = [['order_lines', nameId('line'), fields]] as const;
  return { id: nameId('op'), stamp: '', kind: 'kitchen.receive', actor: '', base: 0, schema: 1, changes };
};
const screen = { name: 't0', device: { view: new MapView() } };

test('[SYN-9] a row that is gone is told; of a new history only what this screen made itself', () => {
  const [cook, waiter] = [new Bystander(), new Bystander()];
  cook.note(opOf({ receivedMark: '~x' }), FACTS);
  waiter.note(opOf({ born: true }), FACTS);
  waiter.note(opOf({ quantity: 2 }), FACTS);
  expect([cook, waiter].map((one) => ownRowGone(screen, one) !== undefined)).toEqual([true, true]);
  for (const one of [cook, waiter]) one.lineage = 2;
  expect([cook, waiter].map((one) => ownRowGone(screen, one) !== undefined)).toEqual([false, true]);
});
