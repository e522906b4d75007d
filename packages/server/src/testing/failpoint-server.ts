import { kill, pid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../config.ts';
import { createSyncStore } from '../db/sync-store.ts';
import { openHouse } from '../start/open-house.ts';
import { startServer } from '../start/start-server.ts';
import { failingAnswers } from './failing-answers.ts';
import { failingPool } from './failing-pool.ts';
import { ARMED, FAILPOINT_VARIABLE, readFailpoint } from './failpoint.ts';

// The server as it is, in a process that dies at a point around COMMIT once SIGUSR2 has armed it: it stops there, what was
// told to others before goes out, and SIGKILL follows; before the answer whoever started it sends that, when others have
// heard of the commit.
/** Longer than the live channel gathers before it speaks. **Units** ms. */
const LAST_WORDS_MS = 100;
let isSilent = false;
const at = readFailpoint(process.env[FAILPOINT_VARIABLE], async () => {
  isSilent = at.name === 'before_answer';
  if (isSilent) return;
  await sleep(LAST_WORDS_MS);
  kill(pid, 'SIGKILL');
});
process.on('SIGUSR2', () => {
  at.arm();
  console.log(ARMED);
});
failingAnswers(at, () => isSilent);
const server = await startServer(readConfig(process.env), {
  // It dies in a moment: a demo with its codes would be a third of its life.
  isBare: true,
  async open(...args) {
    const house = await openHouse(...args);
    const pool = failingPool(house.pool, at);
    return { ...house, pool, store: createSyncStore(pool) };
  },
});
console.log(server.readyText);
