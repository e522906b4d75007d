import type { ManualShare } from './exception-reader.ts';

/** What the metrics say of one restaurant: of its last days, and since ever. */
export type RestaurantFigures = {
  readonly slug: string;
  readonly lately: ManualShare;
  readonly ever: { readonly ops: number; readonly opened: number };
  /** Digests of its devices that did not fit; must stay 0 (SYN-22). */
  readonly misfits: number;
  /** Tombstones that are gone (SYN-22). */
  readonly purged: number;
};

/** The figures as Prometheus reads them: by restaurant, and the share of all of them. */
export function metricsText(all: readonly RestaurantFigures[]): string {
  const lines = (value: (one: RestaurantFigures) => number | null) =>
    all.flatMap((one) => {
      const figure = value(one);
      return figure === null ? [] : [`{restaurant="${one.slug}"} ${figure}`];
    });
  const sum = (value: (one: RestaurantFigures) => number) => all.reduce((total, one) => total + value(one), 0);
  const ops = sum(({ lately }) => lately.ops);
  const overall = ops === 0 ? [] : [` ${sum(({ lately }) => lately.opened) / ops}`];
  return [
    family(
      'resto360_device_ops_total',
      'counter',
      'Ops that devices brought and that were not rejected.',
      lines(({ ever }) => ever.ops),
    ),
    family(
      'resto360_exceptions_total',
      'counter',
      'Exceptions seen for the first time.',
      lines(({ ever }) => ever.opened),
    ),
    family(
      'resto360_exceptions_open',
      'gauge',
      'Exceptions that wait for a person.',
      lines(({ lately }) => lately.open),
    ),
    family(
      'resto360_manual_share',
      'gauge',
      'Exceptions per op in the last days.',
      lines(({ lately }) => lately.share),
    ),
    family(
      'resto360_digest_misfits_total',
      'counter',
      'How often what a device held was not what the server holds. It must stay 0.',
      lines(({ misfits }) => misfits),
    ),
    family(
      'resto360_tombstones_purged_total',
      'counter',
      'Rows taken off the menu long ago that the server has let go of.',
      lines(({ purged }) => purged),
    ),
    family('resto360_manual_share_overall', 'gauge', 'The same over all restaurants.', overall),
  ].join('');
}

const family = (name: string, type: string, help: string, lines: readonly string[]): string =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines.map((line) => `${name}${line}`), ''].join('\n');
