import { assert, isId, isStamp, makeStamp, readStamp, type Id, type Install, type Stamp } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { Verdict } from '../protocol/messages.ts';
import { CHAIN_START, type Sha256 } from '../protocol/op-hash.ts';
import type { Incoming } from './incoming.ts';
import { journalLink } from './journal-chain.ts';
import { judge } from './judge.ts';
import { planDays } from './plan-days.ts';
import { quarantineRow } from './quarantine-row.ts';
import type { ServerRules } from './rules.ts';
import { addNumber, hasNumber } from './seen-ranges.ts';
import type { DeviceState, JournalEntry, KnownOp, Loaded, WritePlan } from './store.ts';
import { suspendedBy, suspenseRow } from './suspense-row.ts';
import { WorkingRows } from './working-rows.ts';

/** What one transaction decides: its plan, and the word on each op. */
export type Decided = {
  readonly plan: WritePlan | undefined;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly fork: boolean;
  readonly head: number;
  readonly devices: ReadonlyMap<Install, DeviceState>;
};

type Around = {
  readonly receivedAt: number;
  readonly hash: Sha256;
  readonly rules: ServerRules;
  readonly trusted: boolean;
  /** Whose push it is: a fork is told to the install that has it, not to one that carries its ops (SYN-29). */
  readonly sender: Install;
};

/**
 * Decides one version from what the lock showed: known ops are answered, new ones judged, joined and journalled. Pure:
 * the store has loaded everything before and writes everything after (SYN-18).
 */
export function decideVersion(batch: readonly Incoming[], loaded: Loaded, around: Around): Decided {
  const version = new Version(loaded, around);
  for (const one of batch) version.take(one);
  return version.close();
}

class Version {
  readonly #loaded: Loaded;
  readonly #around: Around;
  readonly #number: number;
  readonly #rows: WorkingRows;
  readonly #known: Map<Id, KnownOp>;
  readonly #devices: Map<Install, DeviceState>;
  readonly #entries: Omit<JournalEntry, 'chain'>[] = [];
  readonly #verdicts: Record<string, Verdict> = {};
  #fork = false;

  constructor(loaded: Loaded, around: Around) {
    this.#loaded = loaded;
    this.#around = around;
    this.#number = loaded.head.head + 1;
    this.#rows = new WorkingRows((collection, id) => loaded.row(collection, id), around.rules.join);
    this.#known = new Map(loaded.known);
    this.#devices = new Map(loaded.devices);
  }

  take(one: Incoming): void {
    const device = this.#devices.get(one.install);
    assert(device, 'the edge lets only enrolled installs push');
    const { rules } = this.#around;
    const seen = hasNumber(device.seen, one.seq);
    const known = rules.dedupe === 'none' ? undefined : this.#known.get(one.id);
    if (rules.dedupe === 'sequence' && seen && !known) {
      this.#verdicts[one.id] = ['dup', this.#loaded.head.head];
      return;
    }
    // Left without a verdict, it waits for those before it, for ever when they are gone.
    if (rules.gaps === 'refused' && !known && one.seq > (device.seen.at(-1)?.[1] ?? 0) + 1) return;
    const isOwn = one.install === this.#around.sender;
    if (isOwn && (!known || known.body !== one.body)) this.#fork ||= seen || breaksChain(device, one);
    this.#noteSeen(device, one);
    if (!known) this.#takeNew(one, one.id);
    else if (known.body === one.body) this.#answerKnown(one, known.verdict);
    else this.#takeReused(one);
  }

  close(): Decided {
    const { head } = this.#loaded;
    const changedDevices = [...this.#devices.values()].filter(
      (device) => this.#loaded.devices.get(device.install) !== device,
    );
    const number = this.#entries.length > 0 ? this.#number : head.head;
    const chain =
      this.#entries.length > 0
        ? journalLink(head.journalHash, number, this.#entries, this.#around.hash)
        : head.journalHash;
    const idle = this.#entries.length === 0 && changedDevices.length === 0;
    const plan: WritePlan = {
      head: number,
      journalHash: chain,
      rows: this.#rows.changed(),
      journal: this.#entries.map((entry) => ({ ...entry, chain })),
      devices: changedDevices,
      treeOrders: this.#rows.treeOrders(),
      writers: this.#rows.writers(),
      days: planDays(this.#around.receivedAt, head, this.#around.rules.window),
    };
    return {
      plan: idle ? undefined : plan,
      verdicts: this.#verdicts,
      fork: this.#fork,
      head: number,
      devices: this.#devices,
    };
  }

  #answerKnown(one: Incoming, verdict: Verdict): void {
    if (verdict[0] === 'quarantined' || verdict[0] === 'rejected') {
      this.#verdicts[one.id] = verdict;
      return;
    }
    const effective = this.#around.rules.clamp === 'once' ? verdict[2] : this.#clamp(one);
    this.#verdicts[one.id] = effective === undefined ? ['dup', verdict[1]] : ['dup', verdict[1], effective];
  }

  // The same id with another body: the first stays, the second is kept apart under an id of its own (SYN-12).
  #takeReused(one: Incoming): void {
    const before = this.#known.get(one.reusedId);
    if (this.#around.rules.reusedId === 'dropped') this.#verdicts[one.id] = ['dup', this.#loaded.head.head];
    else if (before) this.#verdicts[one.id] = before.verdict;
    else this.#keep(one, one.reusedId, { verdict: 'quarantined', code: 'id_reused' });
  }

  #takeNew(one: Incoming, id: Id): void {
    const around = {
      row: (collection: string, row: Id) => this.#rows.row(collection, row),
      deviceKind: this.#kindOf(one),
      isRevoked: this.#revokedOf(one) !== undefined,
      trusted: this.#around.trusted,
      rules: this.#around.rules,
    };
    this.#keep(one, id, judge(one, around));
  }

  // A kitchen screen decides nothing of the house, under another's name either (SYN-29).
  #kindOf({ install }: Incoming): DeviceState['kind'] | undefined {
    const sender = this.#devices.get(this.#around.sender)?.kind;
    return sender === 'kitchen' ? sender : this.#devices.get(install)?.kind;
  }

  // Whoever carries ops of another install under a right that was taken from it may have written them itself.
  #revokedOf({ install }: Incoming): Install | undefined {
    return [this.#around.sender, install].find((name) => this.#devices.get(name)?.revoked);
  }

  #keep(one: Incoming, id: Id, judged: ReturnType<typeof judge>): void {
    const effective = this.#given(one) ?? this.#clamp(one);
    const base = this.#commonBase(one);
    if (judged.verdict === 'ok' && one.op) {
      this.#rows.apply(base === null ? one.op : { ...one.op, base }, effective ?? one.op.stamp, this.#number);
    }
    // What can't be read yet too: by the time a release applies it, nobody knows any more whose right was taken when.
    if (judged.verdict !== 'rejected') this.#setApart(one, id, effective ?? one.told.stamp);
    if (judged.verdict === 'quarantined') {
      this.#rows.put('quarantine', quarantineRow(one, id, judged.code, this.#number, this.#around.receivedAt));
    }
    const code = judged.verdict === 'ok' ? null : judged.code;
    const verdict: Verdict =
      judged.verdict === 'ok'
        ? effective === undefined
          ? ['ok', this.#number]
          : ['ok', this.#number, effective]
        : [judged.verdict, this.#number, judged.code];
    this.#verdicts[one.id] = verdict;
    this.#known.set(id, { id, verdict, body: one.body });
    this.#entries.push({
      id,
      version: this.#number,
      position: this.#entries.length,
      install: one.install,
      seq: one.seq,
      prev: one.prev,
      link: one.link,
      body: one.body,
      ...one.told,
      effective: effective ?? null,
      base,
      verdict: judged.verdict,
      code,
      receivedAt: this.#around.receivedAt,
    });
  }

  #setApart(one: Incoming, id: Id, stamp: string): void {
    if (this.#around.trusted || this.#around.rules.suspense === 'none') return;
    const { actor } = one.told;
    const person = isId(actor) ? this.#rows.row('staff', actor) : undefined;
    const revoked = this.#revokedOf(one);
    const why = suspendedBy(actor, stamp, { person, isRevoked: revoked !== undefined });
    if (!why) return;
    const at = { id, version: this.#number, receivedAt: this.#around.receivedAt };
    this.#rows.put('suspense', suspenseRow({ ...one, install: revoked ?? one.install }, why, at));
  }

  #noteSeen(device: DeviceState, one: Incoming): void {
    if (hasNumber(device.seen, one.seq)) return;
    const last = device.seen.at(-1)?.[1] ?? 0;
    const tipHash = one.seq > last ? one.link : device.tipHash;
    this.#devices.set(one.install, { ...device, seen: addNumber(device.seen, one.seq), tipHash });
  }

  // The stamp that was given before the server lost the op: clamped once means once, whatever was restored (SYN-24).
  #given({ given, install }: Incoming): Stamp | undefined {
    if (given === undefined || readStamp(given).ms > this.#around.receivedAt + LIMITS.clockAheadMs) return undefined;
    const device = this.#devices.get(install);
    if (device && (device.clampStamp ?? '') < given) this.#devices.set(install, { ...device, clampStamp: given });
    return given;
  }

  // What its writer had read of a former history, as far as that one is this one too. Versions behind the place where
  // they parted have other contents here, and count as unread (SYN-23).
  #commonBase({ lineage, op }: Incoming): number | null {
    const { lineage: present, starts } = this.#loaded.head;
    if (lineage === undefined || lineage >= present || !op) return null;
    const common = Math.min(op.base, ...starts.slice(Math.max(0, lineage - 1)));
    return common === op.base ? null : common;
  }

  // A stamp too far ahead of the server is given another, above every one given before (SYN-24).
  #clamp(one: Incoming): Stamp | undefined {
    const raw = one.told.stamp;
    const limitMs = this.#around.receivedAt + LIMITS.clockAheadMs;
    if (!isStamp(raw) || readStamp(raw).ms <= limitMs) return undefined;
    const device = this.#devices.get(one.install);
    assert(device, 'the device was found before');
    const before = device.clampStamp ? readStamp(device.clampStamp) : undefined;
    const above =
      before && before.ms >= limitMs
        ? makeStamp(before.ms, before.counter + 1, one.install)
        : makeStamp(limitMs, 0, one.install);
    this.#devices.set(one.install, { ...device, clampStamp: above });
    return above;
  }
}

function breaksChain(device: DeviceState, one: Incoming): boolean {
  const last = device.seen.at(-1)?.[1] ?? 0;
  return one.seq === last + 1 && one.prev !== (last === 0 ? CHAIN_START : device.tipHash);
}
