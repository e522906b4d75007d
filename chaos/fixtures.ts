import { nameId, type Id, type Row } from '@resto360/domain';

/** Who works in the rig's tests, and when. */
export const people = { by: nameId('test:staff'), at: 1 };

/** Two plates of a dish on an order, as a row's fields. */
export const dishOf = (order: Id): Row['f'] => ({
  born: true,
  order,
  addedBy: people.by,
  addedAt: people.at,
  item: nameId('test:item'),
  name: 'Alloco',
  unitPriceMinor: 1_500,
  taxBp: 0,
  taxIncluded: true,
  station: null,
  modifiers: [],
  quantity: 2,
  seat: null,
});
