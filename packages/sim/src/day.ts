import { SCHEMA, readStamp, type Id } from '@resto360/domain';
import type { Op } from '@resto360/sync';
import { DeviceCrash, pendingOf, type Identity, type MemoryClientStore } from '@resto360/sync/client';
import { Bystander, forgetSent, noteSent, type SentQuantities } from './bystander.ts';
import { enrolAgain } from './enrol-again.ts';
import { HOUSE } from './house.ts';
import { saidAndNotThere, turnDisk } from './full-disk.ts';
import { FACTS, brokenBy, editNotShown } from './invariants.ts';
import { closeHouse, openOldOrder, spoilRow } from './old-orders.ts';
import type { Profile } from './profile.ts';
import { nextTap } from './service.ts';
import { settleDay, type DayEnd } from './settle-day.ts';
import { somePayment, writeStrangeOp } from './strange-op.ts';
import type { Tablet } from './tablet.ts';
import { thrown } from './thrown.ts';
import { tidyMenu } from './tidy-menu.ts';
import { World } from './world.ts';

/** How a day went. `failedAt` is the step after which an invariant was broken; the day's length when it was the end. */
export type DayReport = DayEnd & {
  readonly seed: number;
  readonly steps: number;
  readonly failedAt: number | undefined;
};

/** A day in a house, from a seed: service, faults, and the checks after every step. */
export async function runDay(seed: number, steps: number, profile: Profile): Promise<DayReport> {
  const day = new Day(await World.open(seed, profile));
  for (let step = 1; step <= steps; step++) {
    const problem = await day.step().catch(thrown);
    if (problem !== undefined) return { seed, steps: step, failedAt: step, problem, ops: 0 };
  }
  const end = await day.end().catch((error: unknown): DayEnd => ({ problem: thrown(error), ops: 0 }));
  return { seed, steps, failedAt: end.problem === undefined ? undefined : steps, ...end };
}

const DAY_MS = 24 * 3_600_000;

/** A copy of a tablet's disk, and what somebody beside it remembered then. */
type Image = { readonly store: MemoryClientStore; readonly identity: Identity; readonly bystander: Bystander };

// Nothing to look at afterwards.
async function silently(work: Promise<unknown> | void): Promise<undefined> {
  await work;
}

class Day {
  readonly #world: World;
  readonly #bystanders = new Map<Tablet, Bystander>();
  readonly #sent: SentQuantities = new Map();
  readonly #poisonRows = new Set<Id>();
  /** Ops that no command of a tablet wrote: nobody's promise. */
  readonly #strange = new Set<Id>();
  readonly #images = new Map<Tablet, Image>();
  /** Facts of disks that were put back: they may have reached the cloud, and nobody who is left promised them. */
  readonly #unpromised = new Bystander();
  /** What tablets that broke had promised, and others hold. */
  readonly #lost = new Bystander();
  readonly #isRestoring: boolean;
  /** On a day on which a tablet breaks for good no disk of another is put back: that would lose what it held for both. */
  readonly #isLosing: boolean;
  #head = 0;
  #restores = 0;

  constructor(world: World) {
    this.#world = world;
    this.#isRestoring = world.random.chance(0.5);
    this.#isLosing = !this.#isRestoring && world.random.chance(0.6);
    for (const tablet of world.tablets) this.#bystanders.set(tablet, new Bystander());
  }

  /** One step; returns what it broke. */
  async step(): Promise<string | undefined> {
    const { random, profile, tablets } = this.#world;
    const { faults } = profile;
    this.#world.now += random.between(20, 4_000);
    const tablet = random.pick(tablets);
    if (!tablet) return undefined;
    // Of two bodies with one id the first stays. A restored server may hear the other one first, and nothing can tell it
    // which that was: nobody tampers on a day with a restore.
    const [tampering, restoring] = this.#isRestoring ? [0, 100] : [tablet.isFull ? 0 : 100, 0];
    // What is written past the app goes nowhere on a full disk.
    const written = tablet.isFull ? 0 : 100;
    const act = random.weighted([
      [faults.taps, () => this.#tap(tablet)],
      [22, () => silently(this.#world.startExchange(tablet))],
      [46, () => this.#deliver()],
      [3, () => this.#timeOut(tablet)],
      [100 * faults.echo, () => this.#echo()],
      [100 * (tablet.partitioned ? faults.heal : faults.partition), () => this.#partition(tablet)],
      [100 * faults.restart, () => this.#restart(tablet)],
      [100 * faults.clockJump, () => this.#jump(tablet)],
      [written * faults.poison, () => this.#poison(tablet)],
      [tampering * faults.reuse, () => this.#reuse(tablet)],
      [tampering * faults.rewrite, () => this.#rewrite(tablet)],
      [100 * faults.clone, () => this.#clone(tablet)],
      [100 * faults.reEnrol, () => this.#enrolAgain(tablet)],
      [100 * faults.revoke, () => this.#revoke(tablet)],
      [100 * faults.build, () => this.#changeBuild(tablet)],
      [100 * faults.rollBack, () => silently(this.#world.rollBack())],
      [100 * (tablet.isFull ? faults.room : faults.full), async () => turnDisk(tablet)],
      [100 * faults.release, () => silently(this.#world.release())],
      [100 * faults.backup, () => silently(this.#world.backUp())],
      [restoring * faults.restore, () => silently(this.#world.restoreServer())],
      [restoring * faults.putBack, () => silently(this.#world.putServerBack())],
      [100 * faults.image, async () => this.#image(tablet)],
      [this.#isLosing ? 0 : 100 * faults.imageBack, () => this.#imageBack(tablet)],
      [written * faults.meet, () => this.#meet(tablet)],
      [written * faults.hear, () => this.#hear(tablet)],
      [100 * faults.forward, () => this.#forward()],
      [100 * faults.wipeHub, () => silently(this.#world.hub.wipe())],
      [this.#isLosing ? 100 * faults.lose : 0, () => this.#lose(tablet)],
      [written * faults.midnight, () => this.#midnight(tablet)],
      [written * faults.lookBack, () => this.#lookBack(tablet)],
      [written * faults.rot, () => silently(spoilRow(tablet, this.#world.random))],
      [100 * faults.purge, () => silently(this.#world.purge())],
      [written * faults.tidy, () => this.#tidy(tablet)],
      [100 * faults.replicate, () => silently(this.#world.replicate())],
      [100 * faults.askReplica, () => this.#askReplica(tablet)],
    ]);
    return act?.();
  }

  /** The end of the day: the line is good again. */
  async end(): Promise<DayEnd> {
    return settleDay(this.#world, {
      bystanders: this.#bystanders,
      unpromised: this.#unpromised,
      lost: this.#lost,
      sent: this.#sent,
      poisonRows: this.#poisonRows,
    });
  }

  async #tap(tablet: Tablet): Promise<string | undefined> {
    const { random, profile } = this.#world;
    const role = random.pick(tablet.roles);
    if (!role) return undefined;
    const actor = HOUSE.staff[role];
    const context = { actor, role, nowMs: tablet.nowMs() };
    const hands = { view: tablet.device.view, context, random, newId: () => this.#world.newId() };
    const tap = nextTap(hands) ?? nextTap(hands) ?? nextTap(hands);
    if (!tap) return undefined;
    this.#armCrash(tablet, profile.faults.deviceCrash);
    let edited: Op | undefined;
    try {
      const saved = await tablet.device.record(actor, tap);
      if (saved.ok) edited = saved.value.op;
      if (edited && random.chance(profile.faults.unstorable)) this.#world.server.faults.unstorable.add(edited.id);
    } catch (error) {
      if (!(error instanceof DeviceCrash)) throw error;
      if (!tablet.isFull) await tablet.restart();
    }
    await this.#noteSaved(tablet);
    const told = edited ? ((await saidAndNotThere(tablet, edited)) ?? editNotShown(tablet, edited)) : undefined;
    return told ?? (await this.#check(tablet));
  }

  async #deliver(): Promise<string | undefined> {
    const { faults } = this.#world.profile;
    const { random } = this.#world;
    const target = random.pick(this.#world.tablets);
    if (target) this.#armCrash(target, faults.deviceCrash);
    const crashes = target?.store.crashes;
    const reached = await this.#world.deliver(faults);
    if (target && target.store.crashes !== crashes) await target.restart();
    if (target) target.store.faults.crashBeforeCommit = target.store.faults.crashAfterCommit = false;
    if (reached && (await reached.device.status()).why === 'reenrol') await this.#enrolAgain(reached);
    return (await this.#headFell()) ?? (reached ? this.#check(reached) : undefined);
  }

  async #echo(): Promise<string | undefined> {
    const reached = await this.#world.echo();
    return reached ? this.#check(reached) : undefined;
  }

  async #timeOut(tablet: Tablet): Promise<string | undefined> {
    const waiting = this.#world.random.pick([...tablet.waiting]);
    if (waiting) await this.#world.cut(tablet, waiting);
    return undefined;
  }

  // Cut one by one, healed in another order (swizzle).
  async #partition(tablet: Tablet): Promise<string | undefined> {
    tablet.partitioned = !tablet.partitioned;
    return undefined;
  }

  async #restart(tablet: Tablet): Promise<string | undefined> {
    await tablet.restart();
    return this.#check(tablet);
  }

  async #jump(tablet: Tablet): Promise<string | undefined> {
    const { random } = this.#world;
    const jumps = [3 * 365 * DAY_MS, -DAY_MS, -this.#world.now, 0, random.between(-600_000, 600_000)];
    tablet.clockOffsetMs = random.pick(jumps) ?? 0;
    return undefined;
  }

  // An op of a newer schema than the server knows: it must be held, and stay on the screen.
  async #poison(tablet: Tablet): Promise<string | undefined> {
    // A kitchen screen does not see money, so it would not see this payment either once it counts.
    if (tablet.identity.kind === 'kitchen') return undefined;
    await this.#writePayment(tablet, this.#world.newId(), { schema: SCHEMA + 1, into: undefined });
    return this.#check(tablet);
  }

  // The same id with another body: both stay.
  async #reuse(tablet: Tablet): Promise<string | undefined> {
    const known = this.#world.random.pick([...(this.#bystanders.get(tablet)?.ops.keys() ?? [])]);
    if (known === undefined || (await this.#isQueued(tablet, known))) return undefined;
    await this.#writePayment(tablet, known, { schema: SCHEMA, into: this.#poisonRows });
    return this.#check(tablet);
  }

  // A fact that the cloud holds is written anew with another amount and an older stamp: the first must stay.
  async #rewrite(tablet: Tablet): Promise<string | undefined> {
    const stored = await this.#world.server.rows(HOUSE.restaurant, 'payments');
    const payment = this.#world.random.pick(stored);
    if (!payment || this.#bystanders.get(tablet)?.written.has(`payments/${payment.id}`)) return undefined;
    const fields = { ...payment.f, amountMinor: Number(payment.f['amountMinor']) + 1 };
    const id = this.#world.newId();
    this.#strange.add(id);
    await writeStrangeOp(tablet, {
      id,
      schema: SCHEMA,
      nowMs: 1_000,
      changes: [['payments', payment.id, fields]],
    });
    return this.#check(tablet);
  }

  // From now on it brings what it writes without the right (SYN-25).
  async #revoke(tablet: Tablet): Promise<string | undefined> {
    tablet.partitioned = true;
    await this.#world.revoke(tablet.identity.install);
    return undefined;
  }

  // An update, or an older app put back: the disk stays (SYN-26).
  async #changeBuild(tablet: Tablet): Promise<string | undefined> {
    tablet.schema = this.#world.random.pick([1, SCHEMA, SCHEMA + 1]) ?? SCHEMA;
    await tablet.restart();
    return this.#check(tablet);
  }

  async #clone(tablet: Tablet): Promise<string | undefined> {
    if (this.#world.tablets.length > 7 || tablet.identity.kind === 'kitchen') return undefined;
    const twin = this.#world.cloneTablet(tablet);
    this.#bystanders.set(twin, this.#bystanders.get(tablet)?.copy() ?? new Bystander());
    await twin.load();
    return this.#check(twin);
  }

  #image(tablet: Tablet): undefined {
    const bystander = this.#bystanders.get(tablet)?.copy() ?? new Bystander();
    this.#images.set(tablet, { store: tablet.store.clone(), identity: tablet.identity, bystander });
    return undefined;
  }

  // The disk is what it was: what was only there is lost with it, and what had reached the cloud comes back from it.
  async #imageBack(tablet: Tablet): Promise<string | undefined> {
    const image = this.#images.get(tablet);
    if (!image) return undefined;
    const gone = this.#bystanders.get(tablet);
    this.#unpromised.take(gone);
    forgetSent(this.#sent, gone, image.bystander);
    await tablet.putBack(image.store.clone(), image.identity);
    this.#bystanders.set(tablet, image.bystander.copy());
    return this.#check(tablet);
  }

  async #meet(tablet: Tablet): Promise<string | undefined> {
    if (tablet.partitioned && this.#world.random.chance(0.5)) return undefined;
    const { prune } = this.#world.profile.client;
    await this.#world.hub.meet(tablet, prune === 'hub_receipt');
    return this.#check(tablet);
  }

  async #hear(tablet: Tablet): Promise<string | undefined> {
    await this.#world.hub.tell(tablet);
    return this.#check(tablet);
  }

  async #forward(): Promise<string | undefined> {
    await this.#world.hub.forward(this.#world.deps());
    return this.#headFell();
  }

  // Guests pay, the drawers are counted, and the next day begins.
  async #midnight(tablet: Tablet): Promise<string | undefined> {
    if (tablet.identity.kind !== 'kitchen') {
      await closeHouse(this.#world, tablet, () => this.#noteSaved(tablet));
    }
    this.#world.now += DAY_MS;
    return this.#check(tablet);
  }

  async #lookBack(tablet: Tablet): Promise<string | undefined> {
    await openOldOrder(this.#world, tablet);
    await this.#noteSaved(tablet);
    return this.#check(tablet);
  }

  async #tidy(tablet: Tablet): Promise<string | undefined> {
    await tidyMenu(this.#world, tablet);
    await this.#noteSaved(tablet);
    return this.#check(tablet);
  }

  async #askReplica(tablet: Tablet): Promise<string | undefined> {
    await this.#world.askReplica(tablet);
    return this.#check(tablet);
  }

  // What only it had is lost with it. What the cloud or another tablet has must go on being there.
  async #lose(tablet: Tablet): Promise<undefined> {
    if (this.#world.tablets.length < 3 || tablet.identity.kind === 'kitchen') return undefined;
    this.#world.lose(tablet);
    const bystander = this.#bystanders.get(tablet) ?? new Bystander();
    this.#bystanders.delete(tablet);
    this.#unpromised.take(bystander);
    const held = await this.#heldElsewhere(bystander);
    forgetSent(this.#sent, bystander, held);
    this.#lost.take(held);
    return undefined;
  }

  async #heldElsewhere(bystander: Bystander): Promise<Bystander> {
    const known = new Set((await this.#world.server.verdicts(HOUSE.restaurant, [...bystander.ops.keys()])).keys());
    for (const { store } of this.#world.tablets) {
      for (const { id } of await store.read((tx) => tx.list('overlay'))) known.add(id);
    }
    const promised = new Bystander();
    for (const [id, op] of bystander.ops) if (known.has(id)) promised.note(op, FACTS);
    return promised;
  }

  async #enrolAgain(tablet: Tablet): Promise<string | undefined> {
    this.#armCrash(tablet, 10 * this.#world.profile.faults.deviceCrash);
    await enrolAgain(tablet, this.#world.newIdentity(tablet.identity));
    return this.#check(tablet);
  }

  async #writePayment(
    tablet: Tablet,
    id: Id,
    { schema, into }: { readonly schema: number; readonly into: Set<Id> | undefined },
  ): Promise<void> {
    const [, payment, fields] = somePayment(() => this.#world.newId());
    into?.add(payment);
    this.#strange.add(id);
    await writeStrangeOp(tablet, { id, schema, nowMs: tablet.nowMs(), changes: [['payments', payment, fields]] });
    this.#bystanders
      .get(tablet)
      ?.written.set(`payments/${payment}`, { collection: 'payments', id: payment, fact: fields, isMade: true });
  }

  async #isQueued(tablet: Tablet, id: Id): Promise<boolean> {
    return tablet.store.read(async (tx) =>
      [...(await tx.list('outbox')), ...(await tx.list('held'))].some((entry) => entry.id === id),
    );
  }

  // Whatever lies on the disk was saved, also when the app died before it could say so.
  async #noteSaved(tablet: Tablet): Promise<void> {
    const bystander = this.#bystanders.get(tablet);
    const last = (await tablet.store.read((tx) => tx.list('outbox'))).at(-1);
    if (!bystander || !last || bystander.ops.has(last.id)) return;
    const { op } = pendingOf(last);
    // What it gives back for another tablet was said there: a kitchen screen carries money that it never shows.
    if (this.#strange.has(op.id) || readStamp(op.stamp).install !== tablet.identity.install) return;
    bystander.note(op, FACTS);
    noteSent(this.#sent, op);
  }

  #armCrash(tablet: Tablet, probability: number): void {
    const { random } = this.#world;
    if (!random.chance(probability)) return;
    tablet.store.faults[random.chance(0.5) ? 'crashBeforeCommit' : 'crashAfterCommit'] = true;
  }

  async #headFell(): Promise<string | undefined> {
    const head = (await this.#world.server.head(HOUSE.restaurant))?.head ?? 0;
    const fell = head < this.#head && this.#restores === this.#world.restores;
    if (fell) return `the server's head fell from ${this.#head} to ${head}`;
    this.#head = head;
    this.#restores = this.#world.restores;
    return undefined;
  }

  async #check(tablet: Tablet): Promise<string | undefined> {
    const bystander = this.#bystanders.get(tablet);
    return bystander ? brokenBy(this.#world, tablet, bystander) : undefined;
  }
}
