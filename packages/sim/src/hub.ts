import { type Id } from '@resto360/domain';
import { CHAIN_START, sha256Hex } from '@resto360/sync';
import { carryOps, readCarriedOp, type CarriedOp } from '@resto360/sync/client';
import { UnstorableError, applyOps, type ApplyDeps } from '@resto360/sync/server';
import { HOUSE } from './house.ts';
import type { Random } from '@resto360/domain';
import type { Tablet } from './tablet.ts';

/** Under which name the hub talks to the cloud. */
export const HUB = 'S1M0HUB000';
/** How many ops of the hub are sent on or told at a time; some of them: the room's Wi-Fi loses the others. */
const SHARE = 0.7;

/**
 * A server on the restaurant's network: it keeps ops as they are, relays them to the room, sends them on under their own
 * install's name, and gives no verdicts. It may be wiped at any time; nobody counts on it (SYN-10).
 */
export class Hub {
  readonly #ops = new Map<Id, CarriedOp>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A tablet hands over what waits on it. Where a hub's receipt counts as the cloud's (an ablation), it lets go of it. */
  async meet(tablet: Tablet, prune: boolean): Promise<void> {
    const { outbox, overlay } = await tablet.store.read(async (tx) => ({
      outbox: await tx.list('outbox'),
      overlay: await tx.list('overlay'),
    }));
    const { install } = tablet.identity;
    const kept: number[] = [];
    for (const entry of [...outbox.map((one) => ({ ...one, install })), ...overlay]) {
      const op = readCarriedOp(entry, install, sha256Hex);
      if (!op || !this.#random.chance(SHARE)) continue;
      this.#ops.set(op.id, op);
      if (entry.install === install) kept.push(entry.seq);
    }
    if (prune) await tablet.store.write('strict', (tx) => tx.delete('outbox', kept));
  }

  /** A tablet hears what others handed over. */
  async tell(tablet: Tablet): Promise<void> {
    const { install } = tablet.identity;
    const others = [...this.#ops.values()].filter((op) => op.install !== install && this.#random.chance(SHARE));
    if (others.length === 0) return;
    await carryOps(tablet.store, others, tablet.nowMs(), 'room');
    await tablet.load();
  }

  /** Sends some of it on to the cloud, in no order. */
  async forward(deps: ApplyDeps): Promise<void> {
    const some = [...this.#ops.values()].filter(() => this.#random.chance(SHARE)).slice(0, 20);
    const known = new Set((await deps.store.devices(HOUSE.restaurant)).map(({ install }) => install));
    const chains = some
      .filter(({ install }) => known.has(install))
      .map(({ install, seq, prev, body, lineage }) => ({
        install,
        seq,
        prev: prev || CHAIN_START,
        sig: null,
        ops: [JSON.parse(body) as unknown],
        ...(lineage === undefined ? {} : { lineage }),
      }));
    if (chains.length === 0) return;
    try {
      await applyOps(HOUSE.restaurant, chains, HUB, deps);
    } catch (error) {
      // The server could not: the hub has them still.
      if (!(error instanceof UnstorableError)) throw error;
    }
  }

  /** Its disk is gone. */
  wipe(): undefined {
    this.#ops.clear();
  }
}
