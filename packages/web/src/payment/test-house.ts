import {
  MapView,
  makeStamp,
  nameId,
  type AttemptState,
  type FailureCode,
  type Id,
  type Json,
  type Role,
} from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';

/** When everything below happened. **Units** ms since 1970. */
export const NOW_MS = 1_763_798_400_000;
/** The till of the tests. */
export const OWN = 'T1T1T1T1T1';
const MARK = `~${makeStamp(NOW_MS, 0, OWN)}`;

/** An id by its word. */
export const id = (word: string): Id => nameId(`test:${word}`);

/** Somebody who works here. */
export const person = (role: Role): Person => ({
  id: id(role),
  name: role,
  role,
  pinHash: '',
  active: true,
  born: true,
});

/** A house with an open order of 10,000, two rails, a manager and a waiter; `put` adds rows to it. */
export class TestHouse {
  readonly view = new MapView();

  constructor() {
    this.put('settings', 'house', { born: true, name: 'Maquis', currency: 'XOF', timezone: 'Africa/Abidjan' });
    for (const role of ['manager', 'waiter', 'cashier']) {
      this.put('staff', role, { born: true, name: role, role, pinHash: '' });
    }
    for (const [position, rail] of ['wave', 'mtn'].entries()) {
      const more = { flows: ['push', 'checkout'], needsPayer: true, maxMinor: 1_000_000, merchantCode: '*880*1#' };
      this.put('rails', rail, { rail, name: rail.toUpperCase(), position, ...more });
    }
    this.order('order');
  }

  /** Writes a row as it stands on every replica. */
  put(collection: string, word: string, f: Readonly<Record<string, Json>>): void {
    this.view.put(collection, { id: id(word), v: 1, st: MARK, f });
  }

  /** An order with one dish of 10,000 that was sent. */
  order(word: string): void {
    this.put('orders', word, {
      born: true,
      openedBy: id('waiter'),
      openedAt: NOW_MS,
      kind: 'takeaway',
      label: word,
      currency: 'XOF',
      status: [0, 'open'],
    });
    this.put('order_lines', `line of ${word}`, {
      born: true,
      order: id(word),
      addedBy: id('waiter'),
      addedAt: NOW_MS,
      item: id('x'),
      name: 'Garba',
      unitPriceMinor: 10_000,
      taxBp: 0,
      taxIncluded: true,
      station: id('grill'),
      modifiers: [],
      quantity: 1,
      status: [0, 'served'],
    });
  }

  /** A request over Wave with its tender line, as a till asked it. */
  request(word: string, more: Readonly<Record<string, Json>> = {}): void {
    this.line(word, more);
    const { order = id('order'), install = OWN, at = NOW_MS, ...consent } = more;
    const money = { rail: 'wave', amountMinor: 10_000, currency: 'XOF' };
    this.put('payment_requests', word, {
      order,
      payment: id(word),
      kind: 'push',
      payer: '+2250701020304',
      install,
      by: id('waiter'),
      at,
      ...money,
      ...consent,
    });
  }

  /** A claim over MTN with its tender line. */
  claim(word: string, reference: string, more: Readonly<Record<string, Json>> = {}): void {
    this.line(word, { rail: 'mtn', ...more });
    const { order = id('order'), at = NOW_MS, amountMinor = 10_000 } = more;
    const typed = { reference, raw: reference, rail: 'mtn', amountMinor, currency: 'XOF' };
    this.put('claims', word, { order, payment: id(word), install: OWN, by: id('waiter'), at, ...typed });
  }

  /** What the server tells of an attempt. */
  told(
    word: string,
    state: AttemptState,
    more: Readonly<Record<string, Json>> & { readonly failure?: FailureCode } = {},
  ): void {
    const acceptedMinor = ['succeeded', 'verified', 'attested'].includes(state) ? 10_000 : 0;
    const changedAt = NOW_MS + 1_000;
    const { order = id('order') } = more;
    this.put('payment_attempts', word, { order, payment: id(word), state, acceptedMinor, changedAt, ...more });
  }

  private line(word: string, { order = id('order'), rail = 'wave' }: Readonly<Record<string, Json>>): void {
    this.put('payments', word, {
      order,
      shift: id('shift'),
      method: 'mobile',
      rail,
      amountMinor: 0,
      askedMinor: 10_000,
      tenderedMinor: 0,
      changeMinor: 0,
      currency: 'XOF',
      by: id('waiter'),
      at: NOW_MS,
    });
  }
}
