import type { ClientStore } from '@resto360/sync/client';
import { healthReporter } from '../health/report.ts';
import type { Station } from '../station/station.ts';
import { coalesced } from './coalesced.ts';
import { leadSync, type Leading } from './lead-sync.ts';
import { readAgain } from './read-again.ts';
import { joinTabs, tabsOf, type TabMessage } from './tab-leader.ts';

/** How often the chip looks at its ages. **Units** ms. */
const CHIP_MS = 10_000;

/**
 * Runs the sync of this tab: it leads, or it reads what the tab that leads wrote. Answers what a tap calls, or a person who
 * asks for it: send now.
 */
export function runSync(station: Station, store: ClientStore): (isAsked: boolean) => void {
  let leading: Leading | undefined;
  // What guards the till's data may come a moment later than the till itself.
  const guarding = import('./guard.ts');
  const look = coalesced(() => readAgain(station, store));
  const health = healthReporter(
    async () => (await guarding).tellHealth(station),
    () => Date.now(),
  );

  const tabs = joinTabs(tabsOf(station.identity.restaurant), {
    message: (message) => {
      if (message.type === 'enrolled_again') void station.settledTaps().then(() => location.reload());
      if (message.type === 'exchanged') hearLine(station, message);
      if (message.type === 'tapped') leading?.wake();
      // Also while this tab leads: on a dead line no exchange would ever show it what another tab took (SYN-9).
      if (message.type !== 'beat') look();
    },
    lead: () => {
      station.link = { leads: true, live: false };
      leading = leadSync(station, store, {
        onTaken: (head) => tabs.post({ type: 'exchanged', ...station.line, head }),
        onAnswer: () =>
          void health.afterAnswer(station.status.waiting > 0).catch((thrown: unknown) => console.error(thrown)),
      });
    },
    follow: () => {
      station.link = { leads: false, live: false };
      leading?.stop();
      leading = undefined;
    },
  });

  // The download may have ended in another tab before this one listened.
  if (station.download) look();
  wakeOnEvents(() => leading?.hurry());
  const atStart = station.numbered;
  void guarding
    .then(({ guard }) => guard(station, atStart, () => leading?.renew()))
    .catch((thrown: unknown) => console.error(thrown));
  setInterval(() => void station.refreshStatus(), CHIP_MS);
  return (isAsked) => {
    tabs.post({ type: 'tapped' });
    if (isAsked) leading?.hurry();
    else leading?.wake();
  };
}

function hearLine(station: Station, { heardAt, failed, head }: Extract<TabMessage, { type: 'exchanged' }>): void {
  station.line = { heardAt, failed };
  if (station.download) station.download = { ...station.download, head: Math.max(station.download.head, head) };
}

/** What says that the line may be back. Whether it is, only an answer tells (SYN-14). */
function wakeOnEvents(wake: () => void): void {
  addEventListener('online', wake);
  addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });
}
