import type { BrowserFigures } from './browser.ts';
import { mark } from './mark.ts';
import type { measurePull } from './pull.ts';
import type { measurePush } from './push.ts';
import type { QueryFigure } from './queries.ts';
import type { WireBytes } from './wire.ts';

/** Everything that one run measured. */
export type Report = {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly size: string;
  readonly fillSeconds: number;
  readonly pull: Awaited<ReturnType<typeof measurePull>>;
  readonly push: Awaited<ReturnType<typeof measurePush>>;
  readonly queries: readonly QueryFigure[];
  readonly scans: readonly string[];
  readonly wire: Readonly<Record<string, readonly WireBytes[]>>;
  readonly browser: BrowserFigures | string;
};

const BYTES_MAX = [1_900, 1_000, 850];
const P99_MAX_MS = 15;

/** Prints a report for people: each figure beside its target. */
export function printReport(report: Report): void {
  const { pull, push } = report;
  console.log(
    Object.entries(report.machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · '),
  );
  console.log(
    `one database of ${report.size}, 4 lines and a payment each, filled in ${report.fillSeconds.toFixed(0)} s; 8 connections`,
  );
  console.log(
    `(a) ${mark(pull.ratio >= 0.55)} pull of 50 orders, plain: ${pull.ratio.toFixed(2)} of straight SQL (target 0.55, aim 0.8): ${pull.httpPerSecond.toFixed(0)}/s against ${pull.straightPerSecond.toFixed(0)}/s, ${pull.bytes} bytes`,
  );
  for (const [encoding, { ratio, bytes }] of Object.entries(pull.compressed)) {
    console.log(`    ${mark(ratio >= 0.35)} ${encoding}: ${ratio.toFixed(2)} (target 0.35), ${bytes} bytes`);
  }
  console.log(
    `(b) ${mark(push.ratio >= 0.35)} push of 10 orders: ${push.ratio.toFixed(2)} of bare statements (target 0.35, aim 0.6): ${push.httpPerSecond.toFixed(0)}/s against ${push.straightPerSecond.toFixed(0)}/s`,
  );
  for (const { name, p50Ms, p99Ms, firstP99Ms } of report.queries) {
    console.log(
      `(c) ${mark(p99Ms < P99_MAX_MS)} ${name}: p99 ${p99Ms.toFixed(2)} ms (target under ${P99_MAX_MS}), p50 ${p50Ms.toFixed(2)}; first touch p99 ${firstP99Ms.toFixed(2)}`,
    );
  }
  console.log(
    `    ${mark(report.scans.length === 0)} sequential scans of large tables: ${report.scans.join(', ') || 'none'}`,
  );
  console.log(
    `(d) pushes of one order: ${push.oneOrderOneRestaurant.toFixed(0)}/s in one restaurant, ${push.oneOrderManyRestaurants.toFixed(0)}/s over many`,
  );
  for (const [encoding, sizes] of Object.entries(report.wire)) {
    for (const [index, one] of sizes.entries()) {
      const max = BYTES_MAX[index] ?? 0;
      console.log(
        `(e) ${mark(one.both <= max)} ${encoding}, batch of ${one.orders}: ${one.both} bytes per order (target ${max}); the push alone ${one.push}, plain ${one.uncompressed}, heads ${one.heads}`,
      );
    }
  }
  console.log(`(f) ${typeof report.browser === 'string' ? report.browser : JSON.stringify(report.browser)}`);
}
