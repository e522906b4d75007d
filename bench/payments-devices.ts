import {
  addLine,
  claimPayment,
  drawers,
  items,
  listAll,
  openOrder,
  requestPayment,
  sendOrder,
  staff,
  takeCashWithReceipt,
  type Context,
  type Id,
  type Random,
} from '@resto360/domain';
import { Device, MemoryClientStore, type Identity, type Tap } from '@resto360/sync/client';
import { chaosTransport } from '../chaos/network.ts';
import { nodeSha256 } from '../packages/server/src/http/sync-route.ts';

/** How a guest of the bench pays. `reference`: of a guest who paid by themselves before they showed it. */
export type Way =
  | { readonly kind: 'cash' }
  | { readonly kind: 'checkout' | 'push'; readonly rail: string; readonly payer?: string; readonly operator?: string }
  | { readonly kind: 'claim'; readonly rail: string; readonly reference: string };

/** A till of the bench: the real client engine over a disk in memory. */
export class BenchTill {
  readonly device: Device;
  readonly #identity: Identity;
  readonly #random: Random;

  constructor(identity: Identity, url: string, random: Random) {
    this.#identity = identity;
    this.#random = random;
    this.device = new Device({
      store: new MemoryClientStore(),
      transport: chaosTransport(url, new AbortController().signal),
      nowMs: () => Date.now(),
      randomBytes: (count) => random.bytes(count),
      hash: nodeSha256,
    });
  }

  /** Reads the house. */
  async start(): Promise<void> {
    await this.device.enrol(this.#identity, 1);
    await this.device.load();
    await this.drain();
  }

  /** Exchanges until nothing waits and everything was read; answers whether it came to that. */
  async drain(): Promise<boolean> {
    for (let tries = 0; tries < 400; tries++) {
      const outcome = await this.device.exchange();
      const { waiting } = await this.device.status();
      if (outcome.kind === 'done' && waiting === 0 && outcome.page?.more !== true) return true;
    }
    return false;
  }

  /** Without a line: an order of one dish, sent, and paid in some way. Answers the amount. **Units** minor. */
  async serve(wayOf: (amountMinor: number) => Way): Promise<number> {
    const { device } = this;
    const { view } = device;
    const person = listAll(view, staff).find(({ role }) => role === 'manager')?.id ?? '';
    const context: Context = { actor: person, role: 'manager', nowMs: Date.now() };
    const dish = this.#random.pick(
      listAll(view, items).filter((one) => one.modifierGroups.length === 0 && one.priceMinor > 0),
    );
    const [order, line] = [device.newId(), device.newId()];
    const { restaurant } = this.#identity;
    const more = { item: dish?.id ?? '', quantity: 1, modifiers: [], note: null };
    await this.#tap(person, 'order.open', () =>
      openOrder(view, { id: order, restaurant, kind: 'takeaway', table: null }, context),
    );
    await this.#tap(person, 'order.add_line', () => addLine(view, { id: line, order, ...more }, context));
    await this.#tap(person, 'order.send', () => sendOrder(view, { order }, context));
    const amountMinor = dish?.priceMinor ?? 0;
    await this.#pay(person, wayOf(amountMinor), { order, amountMinor, context });
    return amountMinor;
  }

  async #pay(
    person: string,
    way: Way,
    {
      order,
      amountMinor,
      context,
    }: { readonly order: Id<'order'>; readonly amountMinor: number; readonly context: Context },
  ): Promise<void> {
    const { device } = this;
    const { view } = device;
    const drawer = listAll(view, drawers)[0]?.id ?? '';
    const { install, series } = this.#identity;
    const ids = { id: device.newId(), newShift: device.newId(), order, drawer, install, amountMinor };
    if (way.kind === 'cash') {
      const intent = { ...ids, tenderedMinor: amountMinor, receipt: device.newId(), series };
      await this.#record(person, ({ receiptCount }) => {
        const taken = takeCashWithReceipt(view, { ...intent, count: receiptCount }, context);
        return taken.ok ? { ok: true, value: { kind: 'payment.take', changes: taken.value, receipts: 1 } } : taken;
      });
      return;
    }
    const attempt = device.newId();
    const asked = { ...ids, attempt, rail: way.rail };
    const taken =
      way.kind === 'claim'
        ? claimPayment(view, { ...asked, raw: way.reference }, context)
        : requestPayment(view, { ...asked, ...way }, context);
    const kind = way.kind === 'claim' ? 'payment.claim' : 'payment.request';
    await this.#tap(person, kind, () => (taken.ok ? { ok: true, value: taken.value.changes } : taken));
  }

  #tap(person: string, kind: string, make: () => ReturnType<typeof sendOrder>): Promise<void> {
    return this.#record(person, () => {
      const made = make();
      return made.ok ? { ok: true, value: { kind, changes: made.value, receipts: 0 } } : made;
    });
  }

  async #record(person: string, tap: Tap): Promise<void> {
    const saved = await this.device.record(person, tap);
    if (!saved.ok) throw new Error(`a tap of the bench was refused: ${JSON.stringify(saved.error)}`);
  }
}
