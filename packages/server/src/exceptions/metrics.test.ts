import { expect, test } from 'vitest';
import { metricsText } from './metrics.ts';

const figures = (slug: string, ops: number, opened: number) => ({
  slug,
  lately: { days: 7, ops, opened, open: 1, share: ops === 0 ? null : opened / ops },
  ever: { ops: ops * 10, opened: opened * 10 },
  misfits: opened * 2,
  purged: opened * 3,
});

test('[NOT-3] figures by restaurant, and the share of all: of the ops and not of the restaurants', () => {
  const text = metricsText([figures('maquis', 900, 1), figures('port', 100, 9), figures('new', 0, 0)]);
  expect(text).toContain(
    '# TYPE resto360_device_ops_total counter\nresto360_device_ops_total{restaurant="maquis"} 9000\n',
  );
  expect(text).toContain('resto360_exceptions_total{restaurant="port"} 90\n');
  expect(text).toContain('resto360_exceptions_open{restaurant="new"} 1\n');
  expect(text).toContain('resto360_manual_share{restaurant="port"} 0.09\n');
  expect(text).not.toContain('resto360_manual_share{restaurant="new"}');
  expect(text).toContain('resto360_manual_share_overall 0.01\n');
  expect(text).toContain('resto360_digest_misfits_total{restaurant="port"} 18\n');
  expect(text).toContain('resto360_tombstones_purged_total{restaurant="port"} 27\n');
});

test('[NOT-3] where nobody did anything there is no share', () => {
  expect(metricsText([])).not.toMatch(/^resto360/m);
});
