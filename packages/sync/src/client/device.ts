import { CATALOG, uuidV7, type Id, type Refusal, type Result } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { PullAnswer } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import { scopeOf } from '../scope.ts';
import type { Applied } from './applied.ts';
import { NO_NOTICES } from './apply-verdicts.ts';
import type { IsOdd } from './closed-orders.ts';
import { exchangeOnce, type ExchangeOutcome } from './exchange.ts';
import { loadLastOrders, loadOrder, loadView, showPage } from './load-view.ts';
import { recordOp, type Saved, type Tap } from './outbox.ts';
import { askedToWaitMs } from './pace.ts';
import { PendingOps } from './pending-view.ts';
import { unsentOf } from './pending.ts';
import { reEnrol } from './re-enrol.ts';
import { CLIENT_RULES, type ClientRules } from './rules.ts';
import { syncStatus, type SyncStatus } from './status.ts';
import type { ClientStore, Identity } from './store.ts';
import { Suspects } from './suspects.ts';
import { sweepSome } from './sweep.ts';
import { takeDelta } from './take-delta.ts';
import type { Transport } from './transport.ts';
import { DeviceView } from './view.ts';

/** What a device needs from the world it runs in. */
export type DeviceDeps = {
  readonly store: ClientStore;
  readonly transport: Transport;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly hash: Sha256;
  readonly rules?: ClientRules;
  readonly pageRows?: number;
  /** Whether an order asks for a person; asked for when a page is taken, as the rules may come after the device. */
  readonly isOdd?: () => IsOdd | undefined;
  /** Whether a person is at work at this moment: then everything goes in small parts, and no tap stands behind one. */
  readonly isBusy?: () => boolean;
};

/**
 * A device: its store, its view, and the two things it does, saving taps and exchanging with the server. It owns no
 * timer and no thread: the app (or the simulator) says when.
 */
export class Device {
  readonly view: DeviceView;
  readonly #deps: DeviceDeps;
  readonly #pending: PendingOps;
  readonly #rules: ClientRules;
  #heardAt: number | null = null;
  #lastFailed = false;
  readonly #suspects = new Suspects();
  #misfit = false;
  /** When the last digest was compared; the first is asked for a minute after the start. **Units** ms since 1970. */
  #digestAt: number;
  /** Every row on the disk came by this view: during a first download, or a history read anew. */
  #sawAll = false;
  /** The history that the view's rows are of. */
  #lineage: number | undefined;
  /** Resolve when the exchanges, and the deltas, asked for so far are over: neither runs into the other. */
  #exchanges: Promise<void> = Promise.resolve();
  #deltas: Promise<void> = Promise.resolve();

  constructor(deps: DeviceDeps) {
    this.#deps = deps;
    this.#rules = deps.rules ?? CLIENT_RULES;
    this.view = new DeviceView(this.#rules);
    this.#pending = new PendingOps(this.view);
    this.#digestAt = deps.nowMs() - LIMITS.digestEveryMs + LIMITS.digestAgainMs;
  }

  /** Writes who this device is, once, after enrolment. */
  async enrol(identity: Identity, lineage: number): Promise<void> {
    await this.#deps.store.write('strict', async (tx) => {
      await tx.setMeta('identity', identity);
      const scope = scopeOf(identity.kind).hash;
      await tx.setMeta('cursor', { lineage, cursor: 0, scope, more: true, fresh: true });
    });
  }

  /** Takes the identity of a new enrolment in the same restaurant; every op that waits here stays, and goes on waiting. */
  async reEnrol(identity: Identity): Promise<void> {
    await reEnrol(this.#deps.store, identity, this.#deps.hash);
  }

  /** Who this device is; undefined before enrolment. */
  async identity(): Promise<Identity | undefined> {
    return this.#deps.store.read((tx) => tx.meta('identity'));
  }

  /** Fills the view from the store: at start, and when another tab wrote. */
  async load(): Promise<void> {
    const { lineage, cursor } = (await this.#deps.store.read((tx) => tx.meta('cursor'))) ?? {};
    this.#sawAll = cursor === 0;
    // Another tab met a restored server: rows of the former history are on no disk any more.
    if (this.#lineage !== undefined && lineage !== this.#lineage) this.#dropAll();
    this.#lineage = lineage;
    await loadView(this.#deps.store, this.view, this.#pending);
  }

  /** Brings a closed order into the view. */
  async loadOrder(order: Id<'order'>): Promise<void> {
    await loadOrder(this.#deps.store, this.view, order);
  }

  /** Brings the orders begun last into the view, closed ones too; answers their ids, newest first. */
  async loadLastOrders(count: number): Promise<readonly Id<'order'>[]> {
    return loadLastOrders(this.#deps.store, this.view, count);
  }

  /** A new id for a row. */
  newId(): Id {
    return uuidV7(this.#deps.nowMs(), this.#deps.randomBytes(10));
  }

  /**
   * Saves a tap; `id` is the op's, mostly that of the row it creates; `again`: the same tap was tried before. Resolves when the op is durable; only then may a screen
   * say saved, sent or paid (SYN-8).
   */
  async record(
    actor: string,
    tap: Tap,
    { id = this.newId(), again = false }: { readonly id?: Id<'op'>; readonly again?: boolean } = {},
  ): Promise<Result<Saved, Refusal>> {
    const { store, nowMs, hash } = this.#deps;
    const saved = await recordOp(store, { id, again, actor, nowMs: nowMs(), hash, rules: this.#rules, tap });
    if (saved.ok) {
      this.#pending.saved(saved.value.entry);
      this.view.addPending({ op: saved.value.op, effective: saved.value.op.stamp });
    }
    return saved;
  }

  /** One exchange with the server, and the view brought up to it. Never throws for a dead line. */
  async exchange(): Promise<ExchangeOutcome> {
    const exchange = this.#deltas.then(() => this.#exchangeNow());
    this.#exchanges = allOver([this.#exchanges, exchange]);
    return exchange;
  }

  /**
   * Takes what the live channel brought, after the exchange under way. The page when it counted; undefined when there
   * is something to pull instead (SYN-28).
   */
  async takeDelta(delta: unknown): Promise<PullAnswer | undefined> {
    const taken = allOver([this.#exchanges, this.#deltas]).then(() => this.#takeDeltaNow(delta));
    this.#deltas = allOver([taken]);
    return taken;
  }

  /** How long the server still wants to be left alone, whoever heard it; 0 where it does not. **Units** ms. */
  async askedToWaitMs(): Promise<number> {
    const pace = await this.#deps.store.read((tx) => tx.meta('pace'));
    return askedToWaitMs(pace, this.#deps.nowMs());
  }

  /** What the chip says now. */
  async status(): Promise<SyncStatus> {
    const { store, nowMs } = this.#deps;
    return store.read(async (tx) =>
      syncStatus({
        unsent: await unsentOf(tx),
        heldCount: await tx.count('held'),
        notices: (await tx.meta('notices')) ?? NO_NOTICES,
        heardAt: this.#heardAt,
        lastFailed: this.#lastFailed,
        nowMs: nowMs(),
      }),
    );
  }

  /** A person has read which ops were refused: the chip goes back to normal, the recorder keeps them. */
  async acknowledgeRejected(): Promise<void> {
    await this.#deps.store.write('strict', async (tx) => {
      const notices = await tx.meta('notices');
      if (!notices) return;
      const { rejectedBefore: _read, ...others } = notices;
      await tx.setMeta('notices', { ...others, rejected: [] });
    });
  }

  async #exchangeNow(): Promise<ExchangeOutcome> {
    const { store, transport, nowMs, hash, pageRows = LIMITS.pageRows, isBusy } = this.#deps;
    const busy = isBusy?.() ?? false;
    const outcome = await exchangeOnce({
      store,
      transport,
      nowMs,
      rules: this.#rules,
      hash,
      pushOpsMax: busy ? LIMITS.busyPushOps : LIMITS.pushOps,
      plan: this.#suspects.plan(nowMs()),
      pageRows: busy ? Math.min(pageRows, LIMITS.busyPageRows) : pageRows,
      own: !this.#misfit,
      isOdd: this.#deps.isOdd?.(),
      digest: !busy && this.#isDigestDue(),
    });
    // What did not fit is asked for whole until it came; a dead line in between changes nothing.
    if (outcome.kind === 'done') this.#misfit = outcome.misfit ?? false;
    this.#suspects.note(outcome, nowMs());
    this.#lastFailed = outcome.kind === 'offline';
    if (outcome.kind === 'offline') return outcome;
    this.#heardAt = nowMs();
    if (outcome.kind === 'done') {
      if (outcome.compared !== undefined && outcome.compared !== 'not_now') this.#digestAt = nowMs();
      await this.#repaint(outcome.page, outcome.applied);
      if (!outcome.progress && !busy) await this.#sweep();
    } else await this.#repaint(undefined);
    return outcome;
  }

  async #takeDeltaNow(delta: unknown): Promise<PullAnswer | undefined> {
    const { store, nowMs, hash } = this.#deps;
    const page = await takeDelta({ store, rules: this.#rules, hash, isOdd: this.#deps.isOdd?.() }, delta);
    if (!page) return undefined;
    this.#heardAt = nowMs();
    await this.#repaint(page);
    return page;
  }

  // Every ten minutes, and sooner when the line is back; a clock that was set back asks once more and does no harm.
  #isDigestDue(): boolean {
    const agoMs = Math.abs(this.#deps.nowMs() - this.#digestAt);
    return agoMs >= (this.#lastFailed ? LIMITS.digestAgainMs : LIMITS.digestEveryMs);
  }

  // What stands behind the window goes, a little with each quiet exchange (SYN-20).
  async #sweep(): Promise<void> {
    const { store } = this.#deps;
    if (!(await store.read((tx) => tx.meta('sweep')))) return;
    const gone = await store.write('relaxed', (tx) => sweepSome(tx, (order) => this.view.isPendingOrder(order)));
    this.view.deleteRows(gone);
  }

  #dropAll(): void {
    for (const name of CATALOG.keys()) this.view.dropRows(name);
  }

  async #repaint(page: PullAnswer | undefined, applied?: Applied): Promise<void> {
    for (const name of applied?.dropped ?? []) this.view.dropRows(name);
    this.view.deleteRows(applied?.gone ?? []);
    if (applied?.renewed) {
      this.#lineage = (await this.#deps.store.read((tx) => tx.meta('cursor')))?.lineage;
      // What the device gave back to its outbox is joined first: nothing of its own leaves the screen in between.
      await this.#deps.store.read((tx) => this.#pending.refresh(tx));
      this.#dropAll();
      this.#sawAll = true;
    }
    await this.#deps.store.read(async (tx) => {
      if (page) await showPage(tx, this.view, page, this.#sawAll);
      await this.#pending.refresh(tx);
    });
  }
}

const allOver = (works: readonly Promise<unknown>[]): Promise<void> => Promise.allSettled(works).then(() => undefined);
