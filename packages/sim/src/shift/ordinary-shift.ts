import {
  closeShift,
  items,
  listAll,
  listShifts,
  markSoldOut,
  ok,
  openShift,
  write,
  type Id,
  type Role,
} from '@resto360/domain';
import type { Tap } from '@resto360/sync/client';
import { Bystander, noteSent, type SentQuantities } from '../bystander.ts';
import type { Hands } from '../hands.ts';
import { HOUSE } from '../house.ts';
import { FACTS } from '../invariants.ts';
import { SHIFT } from '../profile.ts';
import { simple } from '../service.ts';
import { settleDay } from '../settle-day.ts';
import { settleMatter } from '../settling.ts';
import type { Tablet } from '../tablet.ts';
import { World } from '../world.ts';
import { cookNext } from './cook.ts';
import { FirstSights } from './first-sights.ts';
import { pauseBefore, stepsOf, type Party } from './party.ts';
import { openAt, tapOf, type Step } from './waiter.ts';

/** What an ordinary shift is. **Units** hours; shares of 1. */
export type Weather = {
  readonly hours: number;
  /** Of the parties, those that two waiters serve, each at a till of their own. */
  readonly sharedParties: number;
  /** Of the time, for every tablet by itself. */
  readonly offline: number;
};
/** The shift in which the share of exceptions is promised to be below 1 % (SYN-23). */
export const ORDINARY: Weather = { hours: 8, sharedParties: 0.05, offline: 0.2 };

/** How a shift went. `offline`: the share of the tablets' time without a line, as it came out. */
export type ShiftReport = {
  readonly problem: string | undefined;
  readonly ops: number;
  readonly parties: number;
  readonly shared: number;
  readonly offline: number;
  readonly odd: Readonly<Record<string, number>>;
};

/** **Units** ms. */
const TICK_MS = 10_000;
/** Before the end nobody sits down any more. */
const LAST_HOUR_MS = 3_600_000;
const OFFLINE_MS = 6 * 60_000;
const PARTY_EVERY_MS = 5 * 60_000;
const COOK_EVERY_MS = 30_000;
const INBOX_EVERY_MS = 15 * 60_000;
const MENU_EVERY_MS = 2 * 3_600_000;

/** One shift from a seed: guests, waiters, a kitchen, lines that go and come, and a manager who looks into the inbox. */
export async function runShift(seed: number, weather: Weather = ORDINARY): Promise<ShiftReport> {
  const shift = new Shift(await World.open(seed, SHIFT), weather);
  await shift.open();
  const endMs = weather.hours * 3_600_000;
  for (let ms = 0; ms < endMs; ms += TICK_MS) await shift.tick(ms < endMs - LAST_HOUR_MS);
  return shift.close();
}

class Shift {
  readonly #world: World;
  readonly #weather: Weather;
  readonly #sights: FirstSights;
  readonly #bystanders = new Map<Tablet, Bystander>();
  readonly #sent: SentQuantities = new Map();
  readonly #tills: readonly Tablet[];
  readonly #parties = new Set<Party>();
  readonly #count = { parties: 0, shared: 0, ticks: 0, offline: 0 };

  constructor(world: World, weather: Weather) {
    this.#world = world;
    this.#weather = weather;
    this.#sights = new FirstSights(world);
    this.#tills = world.tablets.filter(({ identity }) => identity.kind === 'pos');
    for (const tablet of world.tablets) this.#bystanders.set(tablet, new Bystander());
  }

  async open(): Promise<void> {
    await this.#sights.open();
    for (const [index, drawer] of HOUSE.drawers.entries()) {
      const till = this.#tills[index];
      if (till) await this.#do(till, 'manager', (hands) => openDrawer(hands, drawer));
    }
  }

  async tick(isOpen: boolean): Promise<void> {
    const { random, tablets } = this.#world;
    this.#world.now += TICK_MS;
    for (const tablet of tablets) this.#turnLine(tablet);
    if (isOpen && this.#happens(PARTY_EVERY_MS)) this.#seat();
    for (const party of this.#parties) await this.#serve(party);
    for (const tablet of tablets) if (tablet.identity.kind === 'kitchen') await this.#cook(tablet);
    const till = random.pick(this.#tills);
    if (till && this.#happens(INBOX_EVERY_MS)) await this.#do(till, 'manager', settleMatter);
    if (till && this.#happens(MENU_EVERY_MS)) await this.#do(till, 'manager', editMenu);
    for (const tablet of tablets) await this.#exchange(tablet);
  }

  /** Whoever is left pays, the drawers are counted, and everything that must hold at the end of a day is checked. */
  async close(): Promise<ShiftReport> {
    for (const tablet of this.#world.tablets) tablet.partitioned = false;
    for (let round = 0; round < 60; round++) {
      this.#world.now += TICK_MS;
      for (const till of this.#tills) {
        const due = this.#tablesOf(till).find((table) => openAt(this.#hands(till, 'waiter'), table).length > 0);
        if (due !== undefined) await this.#take(till, 'pay', due);
      }
      for (const tablet of this.#world.tablets) await this.#exchange(tablet);
    }
    for (const till of this.#tills.slice(0, HOUSE.drawers.length)) await this.#do(till, 'manager', countDrawer);
    const rest = { unpromised: new Bystander(), lost: new Bystander(), poisonRows: new Set<Id>() };
    const end = await settleDay(this.#world, { bystanders: this.#bystanders, sent: this.#sent, ...rest });
    await this.#sights.look();
    const { parties, shared, ticks, offline } = this.#count;
    const odd = this.#sights.byKind();
    return { problem: end.problem, ops: await this.#sights.ops(), parties, shared, offline: offline / ticks, odd };
  }

  #happens(everyMs: number): boolean {
    return this.#world.random.chance(TICK_MS / everyMs);
  }

  // Gone for some minutes at a time, so often that the share comes out.
  #turnLine(tablet: Tablet): void {
    const { offline } = this.#weather;
    const onlineMs = (OFFLINE_MS * (1 - offline)) / offline;
    if (this.#happens(tablet.partitioned ? OFFLINE_MS : onlineMs)) tablet.partitioned = !tablet.partitioned;
    this.#count.ticks++;
    if (tablet.partitioned) this.#count.offline++;
  }

  // Every table belongs to one till, whoever else may serve there.
  #tablesOf(till: Tablet): readonly Id[] {
    return HOUSE.tables.filter((_, index) => this.#tills[index % this.#tills.length] === till);
  }

  #seat(): void {
    const { random, now } = this.#world;
    const taken = new Set([...this.#parties].map(({ table }) => table));
    const table = random.pick(HOUSE.tables.filter((one) => !taken.has(one)));
    const own = this.#tills.find((till) => table !== undefined && this.#tablesOf(till).includes(table));
    if (table === undefined || !own) return;
    const other = random.pick(this.#tills.filter((till) => till !== own));
    const isShared = other !== undefined && random.chance(this.#weather.sharedParties);
    this.#count.parties++;
    if (isShared) this.#count.shared++;
    this.#parties.add({ table, tills: isShared ? [own, other] : [own], steps: stepsOf(random), atMs: now });
  }

  // What guests before them left open is settled first; then one step after the other, by whoever is at the table.
  async #serve(party: Party): Promise<void> {
    const { random, now } = this.#world;
    const till = random.pick(party.tills);
    const [step, next] = party.steps;
    if (!till || now < party.atMs) return;
    if (step === undefined) return void this.#parties.delete(party);
    const isSeated = step !== 'open' || openAt(this.#hands(till, 'waiter'), party.table).length === 0;
    const isOver = await this.#take(till, isSeated ? step : 'pay', party.table);
    if (isSeated && isOver) party.steps.shift();
    party.atMs = now + pauseBefore(next, random);
  }

  /** Takes one step at a table; answers whether it is done with. An order that is missing is opened, and bills are sent first. */
  async #take(till: Tablet, step: Step, table: Id): Promise<boolean> {
    const drawer = HOUSE.drawers[this.#tills.indexOf(till) % HOUSE.drawers.length] ?? '';
    const role = step === 'void' ? 'manager' : 'waiter';
    const kind = await this.#do(till, role, (hands) => tapOf(hands, step, { table, drawer }));
    if (step === 'add') return kind !== 'order.open';
    return step !== 'pay' || openAt(this.#hands(till, 'waiter'), table).length === 0;
  }

  async #cook(kitchen: Tablet): Promise<void> {
    if (this.#happens(COOK_EVERY_MS)) await this.#do(kitchen, 'cook', cookNext);
  }

  #hands(tablet: Tablet, role: Role): Hands {
    const context = { actor: HOUSE.staff[role], role, nowMs: tablet.nowMs() };
    return { view: tablet.device.view, context, random: this.#world.random, newId: () => this.#world.newId() };
  }

  /** Somebody taps. Answers the kind of op that was saved; undefined: nothing to do, or refused. */
  async #do(tablet: Tablet, role: Role, act: (hands: Hands) => Tap | undefined): Promise<string | undefined> {
    const tap = act(this.#hands(tablet, role));
    const saved = tap && (await tablet.device.record(HOUSE.staff[role], tap));
    if (!saved?.ok) return undefined;
    const { op } = saved.value;
    this.#bystanders.get(tablet)?.note(op, FACTS);
    noteSent(this.#sent, op);
    return op.kind;
  }

  // As with a live channel: whoever has a line sends at once, and pulls when there is something new.
  async #exchange(tablet: Tablet): Promise<void> {
    const { server, profile, letters } = this.#world;
    const head = (await server.head(HOUSE.restaurant))?.head;
    const [at, waiting] = await tablet.store.read(
      async (tx) => [await tx.meta('cursor'), await tx.count('outbox')] as const,
    );
    if (tablet.partitioned || (waiting === 0 && at?.cursor === head && !at?.more)) return;
    await this.#world.startExchange(tablet);
    while (letters.length > 0) {
      await this.#world.deliver(profile.faults);
      await this.#sights.look();
    }
    for (const one of tablet.waiting) await this.#world.cut(tablet, one);
  }
}

function openDrawer({ view, context, newId }: Hands, drawer: Id): Tap {
  return ({ identity }) => {
    const opened = openShift(view, { id: newId(), drawer, install: identity.install, floatMinor: 20_000 }, context);
    return opened.ok ? ok({ kind: 'shift.open', changes: opened.value, receipts: 0 }) : opened;
  };
}

function countDrawer({ view, context, newId }: Hands): Tap | undefined {
  const shift = listShifts(view).find(({ closed }) => !closed);
  return (
    shift && simple('shift.close', () => closeShift(view, { id: newId(), shift: shift.id, countedMinor: 0 }, context))
  );
}

function editMenu({ view, random, context }: Hands): Tap | undefined {
  const item = random.pick(listAll(view, items));
  if (!item) return undefined;
  if (random.chance(0.5)) return simple('menu.edit', () => ok([write(items, item.id, { priceMinor: 500 })]));
  return simple('menu.sold_out', () => markSoldOut(view, { item: item.id, soldOut: random.chance(0.5) }, context));
}
