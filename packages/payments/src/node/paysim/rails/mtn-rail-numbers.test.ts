import { describe, expect, test } from 'vitest';
import { MtnRailBench, shortOf } from './mtn-rail-bench.ts';

/** What reads say after a minute, and still after an hour: status, and the reason's code. */
const NUMBERS: readonly (readonly [name: string, digits: string, told: string])[] = [
  ['[S] fails', '46733123450', 'FAILED INTERNAL_PROCESSING_ERROR'],
  ['[S] refuses', '46733123451', 'FAILED APPROVAL_REJECTED'],
  ['[S] lets it expire', '46733123452', 'FAILED EXPIRED'],
  ['[S] waits for ever', '46733123453', 'PENDING'],
  ['[S] pays after half a minute', '46733123454', 'SUCCESSFUL'],
  ['[S] is unknown', '46733123455', 'FAILED PAYER_NOT_FOUND'],
  ['[S] meets a payee who may not receive', '46733123456', 'FAILED PAYEE_NOT_ALLOWED_TO_RECEIVE'],
  ['[S] is not allowed', '46733123457', 'FAILED NOT_ALLOWED'],
  ['[S] wrong environment', '46733123458', 'FAILED NOT_ALLOWED_TARGET_ENVIRONMENT'],
  ['[S] wrong host', '46733123459', 'FAILED INVALID_CALLBACK_URL_HOST'],
  ['[S] wrong currency', '46733123460', 'FAILED INVALID_CURRENCY'],
  ['[S] breaks', '46733123461', 'FAILED INTERNAL_PROCESSING_ERROR'],
  ['[S] is out of service', '46733123462', 'FAILED SERVICE_UNAVAILABLE'],
  ['[S] does not perform', '46733123463', 'FAILED COULD_NOT_PERFORM_TRANSACTION'],
];

function toldBy(bench: MtnRailBench): string {
  const { status, reason } = bench.told() as { status: string; reason?: string | { code: string } };
  if (reason === undefined) return status;
  return `${status} ${typeof reason === 'string' ? reason : reason.code}`;
}

describe('well-known numbers', () => {
  test.each(NUMBERS)('%s: %s', (_name, digits, told) => {
    const bench = new MtnRailBench();
    expect(bench.push(digits)).toEqual({ status: 202, body: '' });
    expect(toldBy(bench)).toBe('PENDING');
    bench.world.advance(60_000);
    expect(toldBy(bench)).toBe(told);
    bench.world.advance(3_540_000);
    expect(toldBy(bench)).toBe(told);
  });

  test('[P] any other number has five minutes', () => {
    const bench = new MtnRailBench();
    bench.push('2250504030201');
    bench.world.advance(299_999);
    expect(toldBy(bench)).toBe('PENDING');
    bench.world.advance(1);
    expect(toldBy(bench)).toBe('FAILED COULD_NOT_PERFORM_TRANSACTION');
  });

  test('[S] …454 waits before it pays', () => {
    const bench = new MtnRailBench();
    bench.push('46733123454');
    bench.world.advance(29_999);
    expect(toldBy(bench)).toBe('PENDING');
  });

  test('[U] refusals come at once where the option says so, and open nothing', () => {
    const bench = new MtnRailBench({ refusesAtOnce: true });
    expect(shortOf(bench.push('46733123455'))).toBe('500 PAYER_NOT_FOUND');
    expect(bench.world.list()).toHaveLength(0);
    expect(shortOf(bench.push('46733123451'))).toBe('202');
  });

  test('[S] others pay by themselves where the option says so', () => {
    const bench = new MtnRailBench({ othersApproveAfterMs: 2000 });
    bench.push('2250504030201');
    bench.world.advance(2000);
    expect(toldBy(bench)).toBe('SUCCESSFUL');
  });
});
