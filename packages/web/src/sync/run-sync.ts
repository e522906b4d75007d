import type { ClientStore, ExchangeOutcome } from '@resto360/sync/client';
import { healthReporter, tellHealth } from '../health/report.ts';
import { keep } from '../station/keep.ts';
import type { Station } from '../station/station.ts';
import { openLiveChannel } from './live-channel.ts';
import { readAgain } from './read-again.ts';
import { SyncLoop } from './sync-loop.ts';
import { joinTabs, tabsOf, type TabMessage } from './tab-leader.ts';

/** Collections of the house: what a new page of them changes is drawn anew. */
const HOUSE = [
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
/** How often the chip looks at its ages. **Units** ms. */
const CHIP_MS = 10_000;

/**
 * Wires the loop to this browser: timers, the events that wake it, the live channel, and the other tabs. Answers what a
 * tap calls: send now.
 */
export function runSync(station: Station, store: ClientStore): () => void {
  let loop: SyncLoop | undefined;
  let channel: ReturnType<typeof openLiveChannel> | undefined;
  let hasPokes = false;
  let head = 0;
  const look = coalesced(() => readAgain(station, store));
  const health = healthReporter(
    () => tellHealth(station),
    () => Date.now(),
  );

  const tabs = joinTabs(tabsOf(station.identity.restaurant), {
    message: (message) => {
      if (message.type === 'enrolled_again') void station.settledTaps().then(() => location.reload());
      if (message.type === 'exchanged') hearLine(station, message);
      if (message.type === 'tapped' && loop) loop.wake();
      else if (message.type !== 'beat') look();
    },
    lead: () => {
      station.link = { leads: true, live: false };
      loop = new SyncLoop({
        exchange: () => station.device.exchange(),
        hasUnsent: () => station.status.waiting > 0,
        hasPokes: () => hasPokes,
        dice: () => Math.random(),
        nowMs: () => Date.now(),
        later: (run, delayMs) => {
          const timer = setTimeout(run, delayMs);
          return () => clearTimeout(timer);
        },
        onOutcome: async (outcome) => {
          if (outcome.kind === 'done') head = Math.max(head, outcome.page?.to ?? 0);
          await takeOutcome(station, outcome);
          tabs.post({ type: 'exchanged', ...station.line, head: outcome.kind === 'done' ? outcome.head : 0 });
          if (outcome.kind === 'done' && !outcome.progress) void health.afterExchange();
        },
      });
      channel = openLiveChannel(store, {
        onHead: (newHead) => {
          if (newHead > head) loop?.wake();
        },
        onChange: (isOpen) => {
          hasPokes = isOpen;
          station.link = { ...station.link, live: isOpen };
          loop?.wake();
        },
      });
      loop.wake();
    },
    follow: () => {
      station.link = { leads: false, live: false };
      loop?.stop();
      channel?.close();
      loop = undefined;
    },
  });

  // The download may have ended in another tab before this one listened.
  if (station.download) look();
  wakeOnEvents(() => loop?.wake());
  setInterval(() => void station.refreshStatus(), CHIP_MS);
  return () => {
    tabs.post({ type: 'tapped' });
    loop?.wake();
  };
}

function hearLine(station: Station, { heardAt, failed, head }: Extract<TabMessage, { type: 'exchanged' }>): void {
  station.line = { heardAt, failed };
  if (station.download) station.download = { ...station.download, head: Math.max(station.download.head, head) };
}

async function takeOutcome(station: Station, outcome: ExchangeOutcome): Promise<void> {
  const failed = outcome.kind === 'offline';
  station.line = { heardAt: failed ? station.line.heardAt : Date.now(), failed };
  if (!failed) keep('heard-at', String(station.line.heardAt));
  if (outcome.kind === 'done' && station.download && outcome.page) {
    station.download = outcome.page.more ? { done: outcome.page.to, head: outcome.head } : null;
  }
  const rows = outcome.kind === 'done' ? outcome.page?.rows : undefined;
  if (HOUSE.some((name) => rows?.[name] !== undefined)) station.changed(true);
  await station.refreshStatus();
}

/** What says that the line may be back. Whether it is, only an answer tells (SYN-14). */
function wakeOnEvents(wake: () => void): void {
  addEventListener('online', wake);
  addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });
}

/** Runs something again after it ran, when it was asked for meanwhile; never twice at once. */
function coalesced(run: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const start = async () => {
    running = true;
    do {
      again = false;
      await run();
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void start();
  };
}
