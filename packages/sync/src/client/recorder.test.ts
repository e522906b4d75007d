import { SCHEMA, nameId, ok } from '@resto360/domain';
import { expect, test } from 'vitest';
import { SERVER_RULES } from '../server/rules.ts';
import { settleQuarantined } from '../server/settle-quarantine.ts';
import { SERVER_INSTALL } from '../server-install.ts';
import { RESTAURANT, paid, testServer } from '../testing/index.ts';
import { settle, testTill, type TestTill } from '../testing/test-till.ts';
import { CLIENT_RULES } from './rules.ts';

const take = (till: TestTill, name: string) =>
  till.device.record(nameId('test:staff'), () =>
    ok({ kind: 'payment.take', changes: [paid(name, 5_000)], receipts: 1 }),
  );

/** A sale of a newer app is put apart, somebody settles that, and the server is put back to before it. */
async function restoredAfter(how: 'discard' | 'replay') {
  const server = testServer();
  server.store.addDevice(RESTAURANT, { install: SERVER_INSTALL, kind: 'office' });
  const till = await testTill(server, undefined, 500, { ...CLIENT_RULES, schema: SCHEMA + 1 });
  await settle(till);
  const backup = server.store.backup();
  await take(till, 'a');
  await settle(till);
  const [held] = await till.store.read((tx) => tx.list('held'));
  const newer = { rules: { ...SERVER_RULES, schema: SCHEMA + 1 } };
  if (how === 'replay') Object.assign(server.deps, newer);
  await settleQuarantined(RESTAURANT, { id: held?.id ?? nameId(''), how, by: 'boss' }, server.deps);
  await settle(till);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  Object.assign(server.deps, newer);
  await settle(till);
  // And once more: by now the device has forgotten the rows that said so.
  await server.store.beginLineage(RESTAURANT, 2);
  await settle(till);
  return (await server.store.rows(RESTAURANT, 'payments')).length;
}

test('[SYN-19] [SYN-21] what a person discarded does not come true in a history that was put back', async () => {
  expect(await restoredAfter('discard')).toBe(0);
  expect(await restoredAfter('replay')).toBe(1);
});

const YEAR_MS = 365 * 24 * 3_600_000;

test('[SYN-21] an answer of a server whose clock runs years ahead empties no recorder', async () => {
  const server = testServer();
  const till = await testTill(server);
  await settle(till);
  const backup = server.store.backup();
  await take(till, 'a');
  await settle(till);
  server.clock.nowMs += 3 * YEAR_MS;
  await take(till, 'b');
  await settle(till);
  server.clock.nowMs -= 3 * YEAR_MS;
  await take(till, 'c');
  await settle(till);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  await settle(till);
  expect(await server.store.rows(RESTAURANT, 'payments')).toHaveLength(3);
});

test('[SYN-7] what is older than 35 days leaves the recorder, day after day', async () => {
  const server = testServer();
  const till = await testTill(server);
  for (let day = 0; day < 60; day++) {
    await take(till, `day ${day}`);
    await settle(till);
    server.clock.nowMs += YEAR_MS / 365;
  }
  expect((await till.recorder()).length).toBe(36);
});
