import { Random } from '@resto360/domain';
import { Chromium } from './browser/chromium.ts';
import { PageTablet } from './browser/page-tablet.ts';
import type { Tally } from './fault.ts';
import { newCode, openChaosHouse, PAGE_PLACE } from './house.ts';
import type { Options } from './options.ts';
import { Proxy } from './proxy.ts';
import type { Rig } from './rig.ts';
import type { RigTablet } from './rig-tablet.ts';
import { ChaosTablet } from './tablet.ts';

/** A crowd on its lines: the engines first, then the pages; each with a proxy at the same place of the list. */
export type Crowd = {
  readonly tablets: readonly RigTablet[];
  readonly engines: readonly RigTablet[];
  readonly pages: readonly PageTablet[];
  readonly proxies: readonly Proxy[];
};

/** Opens the house and lets everybody in: each device is linked, and begins to listen. */
export async function openCrowd(options: Options, rig: Rig, tally: Tally): Promise<Crowd> {
  const { seed, rules } = options;
  const identities = await openChaosHouse(rig.database.urls.appUrl, options.devices);
  const proxies: Proxy[] = [];
  const engines: ChaosTablet[] = [];
  for (const [index, identity] of identities.entries()) {
    const proxy = await Proxy.open(lineOf(index, options, rig, tally));
    const random = new Random(seed * 10_000 + index);
    proxies.push(proxy);
    engines.push(new ChaosTablet({ name: `device ${index}`, identity, url: proxy.url, random, rules }));
  }
  for (const engine of engines) await engine.start();
  const pages: PageTablet[] = [];
  for (const [index, listenPort] of rig.pagePorts.entries()) {
    const place = options.devices + index;
    const proxy = await Proxy.open({ ...lineOf(place, options, rig, tally), listenPort });
    const random = new Random(seed * 10_000 + place);
    const name = `page ${index}`;
    const browser = new Chromium(name, rig.folder);
    rig.take(browser.process);
    const page = new PageTablet({ name, browser, url: proxy.url, random, place: PAGE_PLACE });
    proxies.push(proxy);
    pages.push(page);
    await page.start(await newCode(rig.database.urls.appUrl));
  }
  return { tablets: [...engines, ...pages], engines, pages, proxies };
}

/** The line of one device: to one of the entrances, from an address of its own, by which nginx spreads them. */
function lineOf(index: number, { seed }: Options, { entrances }: Rig, tally: Tally) {
  const own = process.platform === 'linux' ? { localAddress: `127.0.1.${index + 1}` } : {};
  return { seed: seed * 100 + index, targetPort: entrances[index % entrances.length] ?? 0, ...own, tally };
}
