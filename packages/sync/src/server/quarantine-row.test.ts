import { nameId, type Json } from '@resto360/domain';
import { expect, test } from 'vitest';
import { concerned } from './quarantine-row.ts';

const order = nameId('test:order');
const bodyOf = (...payments: Json[]) =>
  JSON.stringify({ changes: payments.map((fields, index) => ['payments', nameId(`test:payment ${index}`), fields]) });

test('[SYN-10] an op says what it took: cash by its amount, money over a rail by what was asked', () => {
  expect(concerned(bodyOf({ order, amountMinor: 1_000 }))).toMatchObject({ orders: [order], amountMinor: 1_000 });
  const overRail = { order, amountMinor: 0, askedMinor: 3_000 };
  expect(concerned(bodyOf(overRail)).amountMinor).toBe(3_000);
  expect(concerned(bodyOf({ order, amountMinor: 1_000, askedMinor: null }, overRail)).amountMinor).toBe(4_000);
  expect(concerned(bodyOf({ order, amountMinor: 1_000, askedMinor: 'much' }, { askedMinor: -5 })).amountMinor).toBe(0);
});

test('[SYN-25] what asks for money is among the rows that stand apart, however much is written beside it', () => {
  const filler = Array.from({ length: 150 }, (_, index) => ['order_lines', nameId(`line ${index}`), {}]);
  for (const collection of ['attempt_refunds', 'payment_requests', 'payment_wishes']) {
    const body = JSON.stringify({ changes: [...filler, [collection, nameId('money'), {}]] });
    const { rows } = concerned(body);
    expect([rows.length, rows.includes(nameId('money'))]).toEqual([100, true]);
  }
});
