import { adminCollection, latest } from '../kernel/collection.ts';
import { flag, oneOf, text } from '../kernel/schema.ts';

/** What a person is in the house; rights hang on it (staff/rights). */
export const Role = { owner: 'owner', manager: 'manager', cashier: 'cashier', waiter: 'waiter', cook: 'cook' } as const;
export type Role = (typeof Role)[keyof typeof Role];
export const ROLES = [Role.owner, Role.manager, Role.cashier, Role.waiter, Role.cook] as const;

/** People who use the tills. `pinHash` is PBKDF2 for the check on the device; it never opens the server (TEN-14). */
export const staff = adminCollection('staff', {
  name: latest(text(60, 1)),
  role: latest(oneOf(ROLES)),
  pinHash: latest(text(200)),
  active: latest(flag(), true),
});
