import { LocalFanout } from '../live/fanout.ts';
import { pokingStore } from '../live/poking-store.ts';
import { RedisFanout } from '../live/redis-fanout.ts';
import { openRedisLine } from '../live/redis-line.ts';
import { formerKeysOf, readMasterKey } from '../payments/master-key.ts';
import { openPayments } from '../payments/open-payments.ts';
import { workOnPayments } from '../payments/work-on-payments.ts';
import type { Command } from './command.ts';
import { stopAsked } from './stop-asked.ts';
import { stderrLog, withHouse } from './with-house.ts';

const nowMs = () => Date.now();

/** Works on payments in a process of its own, until it is told to stop. */
export const workerCommand: Command = {
  name: 'worker',
  summary: 'works on payments, beside servers with PAYMENT_WORKER=apart',
  options: {},
  about:
    'Gets money over the rails that houses have: sends, reads, verifies, and tells the tills. Several may run; no two work on\n' +
    'one payment at a time. Needs the PAYMENT_KEY of the servers. Stops cleanly on SIGINT and SIGTERM: calls that are being\n' +
    'made end first.',
  run: ({ config }) => {
    const asked = stopAsked();
    return withHouse(config, async (house) => {
      const fanout =
        config.redisUrl === undefined ? new LocalFanout() : new RedisFanout(openRedisLine(config.redisUrl), stderrLog);
      const store = pokingStore(house.store, (restaurant, at) => fanout.publish(restaurant, at));
      const key = await readMasterKey(config);
      const formerKeys = formerKeysOf(config);
      const { accounts } = openPayments({ ...house, key, formerKeys, nowMs, mayPlay: config.paysim !== undefined });
      const paysim = config.paysim === undefined ? undefined : `http://127.0.0.1:${config.paysim}`;
      const end = await workOnPayments({ ...house, store, accounts, config, log: stderrLog, nowMs, paysim });
      console.log('RESTO360 works on payments.');
      await asked;
      await end();
      fanout.close();
      return { ok: true, text: 'RESTO360 works on payments no more.', json: { stopped: true } };
    });
  },
};
