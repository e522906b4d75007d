import { find, settings } from '@resto360/domain';
import type { Numbered } from '../station/numbered.ts';
import type { Station } from '../station/station.ts';
import { listLocalRestaurants } from '../store/database.ts';
import { IndexedDbStore } from '../store/indexeddb-store.ts';
import { pushWaiting } from '../sync/background.ts';
import { httpTransport } from '../sync/http-transport.ts';
import { tellTabs } from '../sync/tell-tabs.ts';
import { askMissing } from './ask-missing.ts';
import { keepCanary, keepLosses, keptLosses } from './kept-outside.ts';
import { listStrays, noticeLosses } from './notice-losses.ts';
import { sendStrays } from './send-strays.ts';

/**
 * Says what was wiped, keeps outside IndexedDB where this installation stands, and sends what waits in databases of
 * other restaurants (SYN-13). `atStart`: the numbers of this installation before the first tap.
 */
export async function watchLosses(station: Station, atStart: Numbered): Promise<void> {
  const { restaurant } = station.identity;
  const { losses, strays } = await noticeLosses({ restaurant, seq: atStart.seq });
  station.find({ losses, strays });
  keepNow(station);
  const lookAtStrays = sendStrays(station, {
    send: pushStrays,
    look: () => listStrays(restaurant),
    nowMs: () => Date.now(),
  });
  let asking = false;
  const asked = new Set<string>();
  station.subscribe(() => {
    keepNow(station);
    lookAtStrays();
    if (asking || station.line.failed || station.found.losses.length === 0) return;
    asking = true;
    void narrow(station, asked).finally(() => (asking = false));
  });
}

let keptAs = '';
function keepNow({ identity, numbered, view }: Station): void {
  const { restaurant, install, series } = identity;
  const { seq, sent } = numbered;
  if (seq === 0) return;
  const house = find(view, settings, restaurant)?.name ?? null;
  const text = `${install} ${seq} ${sent} ${house}`;
  if (text === keptAs) return;
  keptAs = text;
  keepCanary({ restaurant, house, install, series, seq, sent });
}

// Once for each loss and start: what came meanwhile from elsewhere (a file, another tablet) is then no longer missing.
async function narrow(station: Station, asked: Set<string>): Promise<void> {
  const { identity } = station;
  for (const loss of keptLosses()) {
    if (loss.restaurant !== identity.restaurant || asked.has(loss.install)) continue;
    const missing = await askMissing(loss, identity);
    if (!missing) return;
    asked.add(loss.install);
    if (!keptLosses().some(({ install }) => install === loss.install)) continue;
    keepLosses([{ ...loss, missing }]);
    station.find({ losses: keptLosses() });
  }
}

async function pushStrays(restaurants: readonly string[]): Promise<void> {
  await pushWaiting({
    restaurants: async () => (await listLocalRestaurants()).filter((one) => restaurants.includes(one)),
    open: (restaurant) => new IndexedDbStore(restaurant),
    transport: httpTransport,
    nowMs: () => Date.now(),
    tell: tellTabs,
  }).catch((thrown: unknown) => console.error(thrown));
}
