import { sha256Hex } from './protocol/op-hash.ts';

/** What a device is for; its scope hangs on this and never on the person at the PIN (SYN-20). */
export const DeviceKind = { pos: 'pos', kitchen: 'kitchen', office: 'office' } as const;
export type DeviceKind = (typeof DeviceKind)[keyof typeof DeviceKind];

/** The collections a kind of device holds, whole; the hash changes with the list, and a changed scope starts from 0. */
export type Scope = { readonly hash: string; readonly collections: readonly string[] };

/** What the house decides: menu, floor, staff, settings. Lists made of these are kept until one of them changes. */
export const HOUSE_COLLECTIONS: readonly string[] = [
  'settings',
  'staff',
  'areas',
  'tables',
  'stations',
  'categories',
  'items',
  'modifier_groups',
  'modifiers',
];
const SERVICE = ['item_availability', 'orders', 'order_lines', 'voids'];
const MONEY = [
  'drawers',
  'adjustments',
  'shift_openings',
  'shift_closings',
  'payments',
  'refunds',
  'receipts',
  'decisions',
  'change_returns',
  'payment_requests',
  'claims',
  'payment_wishes',
  'attempt_refunds',
  'payment_attempts',
  'rails',
];
const TRUST = ['conflicts', 'quarantine', 'suspense', 'devices'];

const SCOPES: Readonly<Record<DeviceKind, Scope>> = {
  pos: scope([...HOUSE_COLLECTIONS, ...SERVICE, ...MONEY, ...TRUST]),
  kitchen: scope([...HOUSE_COLLECTIONS, ...SERVICE, ...TRUST]),
  office: scope([...HOUSE_COLLECTIONS, ...SERVICE, ...MONEY, ...TRUST]),
};

/** The fixed scope of a kind of device (SYN-20; the window of days comes later). */
export function scopeOf(kind: DeviceKind): Scope {
  return SCOPES[kind];
}

function scope(collections: readonly string[]): Scope {
  return { hash: sha256Hex(collections.join(',')).slice(0, 8), collections };
}
