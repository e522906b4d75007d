import {
  Role,
  addLine,
  dueOf,
  nameId,
  ok,
  openOrder,
  sendOrder,
  takeCashWithReceipt,
  type Change,
  type Context,
  type Refusal,
  type Result,
} from '@resto360/domain';
import type { Device } from '../client/device.ts';
import { applyOps } from '../server/apply-ops.ts';
import { NOON, RESTAURANT, TILL_B, testChain, testOp, testServer } from './fixtures.ts';
import { testTill } from './test-till.ts';

const id = (name: string) => nameId(`test:${name}`);
/** The one order, and who serves it. */
export const [ORDER, ACTOR] = [id('order'), id('staff')];
const [DRAWER, OFFICE] = [id('drawer'), 'HHHHHHHHHH'];

const dish = (name: string, priceMinor: number): Change => [
  'items',
  id(name),
  { born: true, category: id('menu'), station: id('kitchen'), name, priceMinor, taxBp: 1_800 },
];
const HOUSE: readonly Change[] = [
  [
    'settings',
    RESTAURANT,
    { born: true, name: 'Maquis', currency: 'XOF', timezone: 'Africa/Abidjan', serviceChargeBp: 1_000 },
  ],
  ['drawers', DRAWER, { born: true, name: 'Caisse' }],
  ['stations', id('kitchen'), { born: true, name: 'Cuisine' }],
  ['categories', id('menu'), { born: true, name: 'Carte' }],
  dish('garba', 1_333),
  dish('bock', 700),
];

/** A server whose house has a menu of two dishes, `garba` and `bock`. */
export async function serverWithMenu() {
  const server = testServer();
  server.store.addDevice(RESTAURANT, { install: OFFICE, kind: 'pos' });
  const menu = HOUSE.map((change, at) => testOp([change], { kind: at < 2 ? 'floor.edit' : 'menu.edit' }, OFFICE));
  await applyOps(RESTAURANT, [testChain(menu, { install: OFFICE })], OFFICE, { ...server.deps, trusted: true });
  return server;
}

/** What a command makes, before it is saved: a test may save it in another way. */
export type Alter = (changes: readonly Change[]) => readonly Change[];

/** A till that has read the menu, and its taps as the screens make them: each is one of the domain's own commands. */
export async function menuTill(server: Awaited<ReturnType<typeof serverWithMenu>>, install = TILL_B) {
  const till = await testTill(server, install);
  await till.device.exchange();
  const context: Context = { actor: ACTOR, role: Role.owner, nowMs: NOON };
  const { view } = till.device;
  const save = async (kind: string, made: () => Result<readonly Change[], Refusal>) => {
    const done = await till.device.record(ACTOR, () => {
      const found = made();
      return found.ok ? ok({ kind, changes: found.value, receipts: 1 }) : found;
    });
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  };
  const cash = () => takeCashWithReceipt(view, cashFor(view, install), context);
  const open = { id: ORDER, restaurant: RESTAURANT, kind: 'takeaway', table: null } as const;
  return {
    till,
    save,
    /** What the command of taking the whole amount in cash makes of what this till knows. */
    cash,
    open: () => save('order.open', () => openOrder(view, open, context)),
    add: (item: 'garba' | 'bock', quantity: number, alter: Alter = (changes) => changes) =>
      save('order.add_line', () => {
        const line = { id: id(`line of ${install}`), order: ORDER, item: id(item), quantity };
        const added = addLine(view, line, context);
        return added.ok ? ok(alter(added.value)) : added;
      }),
    send: () => save('order.send', () => sendOrder(view, { order: ORDER }, context)),
    pay: () => save('payment.take', cash),
  };
}

const cashFor = (view: Device['view'], install: string) => ({
  id: id('payment'),
  newShift: id('shift'),
  receipt: id('receipt'),
  order: ORDER,
  drawer: DRAWER,
  install,
  amountMinor: dueOf(view, ORDER).dueMinor,
  tenderedMinor: 10_000,
  series: 'T1',
  count: 1,
});
