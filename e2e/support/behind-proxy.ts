import { test } from '@playwright/test';
import { Proxy } from './proxy.ts';
import { RealServer } from './server.ts';

/** A server of one file's tests, and the proxy that its tills go through. */
export type BehindProxy = { readonly server: RealServer; readonly proxy: Proxy };

/** Starts both before the tests of the file and ends them afterwards; what it answers is there once they run. */
export function serverBehindProxy(): BehindProxy {
  const house = {} as { server: RealServer; proxy: Proxy };
  test.beforeAll(async () => {
    house.proxy = await Proxy.start();
    house.server = await RealServer.start([house.proxy.url]);
    house.proxy.leadTo(house.server.url);
  });
  test.afterAll(async () => {
    await house.proxy.close();
    await house.server.remove();
  });
  return house;
}
