import { afterEach, expect, test, vi } from 'vitest';
import { canReadCodes, newCodeDetector } from './code-detector.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser whose detector knows these formats, and what it was made for. */
function browser(getSupportedFormats: () => Promise<string[]>, navigator: object = { mediaDevices: {} }) {
  const made: unknown[] = [];
  class FakeDetector {
    static readonly getSupportedFormats = getSupportedFormats;
    constructor(options: unknown) {
      made.push(options);
    }
  }
  vi.stubGlobal('BarcodeDetector', FakeDetector);
  vi.stubGlobal('navigator', navigator);
  return made;
}

test('[PAY-19] codes are read where there is a detector that knows squares, and a camera may be asked for', async () => {
  browser(async () => ['code_128', 'qr_code']);
  expect(await canReadCodes()).toBe(true);
});

test.each([
  ['knows no format', async () => []],
  ['knows no squares', async () => ['ean_13']],
  ['cannot say', () => Promise.reject(new DOMException('', 'NotSupportedError'))],
])('[PAY-19] a detector that %s reads none', async (_what, formats) => {
  browser(formats);
  expect(await canReadCodes()).toBe(false);
});

test('[PAY-19] none are read without a detector, or where no camera may be asked for', async () => {
  browser(async () => ['qr_code'], {});
  expect(await canReadCodes()).toBe(false);
  vi.unstubAllGlobals();
  expect(await canReadCodes()).toBe(false);
  await expect(newCodeDetector()).rejects.toThrow();
});

test('[PAY-19] it looks for what this browser knows, and never for the bars of goods', async () => {
  const made = browser(async () => ['ean_13', 'upc_a', 'code_128', 'qr_code']);
  await newCodeDetector();
  expect(made).toEqual([{ formats: ['qr_code', 'code_128'] }]);
});
