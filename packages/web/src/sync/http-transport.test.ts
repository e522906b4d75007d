import { afterEach, expect, test, vi } from 'vitest';
import { nameId } from '@resto360/domain';
import { httpTransport } from './http-transport.ts';

const identity = { restaurant: nameId('house'), install: 'AAAAAAAAAA', series: 'T1', kind: 'pos', token: 'x' } as const;
const request = { restaurant: identity.restaurant, install: identity.install, lineage: 1, sentAt: 0 };

afterEach(() => vi.unstubAllGlobals());

test('[SYN-15] a request that hangs is given up, the next one is not', async () => {
  const signals: AbortSignal[] = [];
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    if (signals.length > 1) return Promise.resolve(Response.json({ head: 1 }));
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });
  });
  const hanging = httpTransport.post(request, identity);
  httpTransport.giveUp();
  await expect(hanging).rejects.toThrow();
  expect(await httpTransport.post(request, identity)).toEqual({ status: 200, body: { head: 1 } });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});
