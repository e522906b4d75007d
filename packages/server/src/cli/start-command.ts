import { startServer } from '../start/start-server.ts';
import type { Command } from './command.ts';
import { stopAsked } from './stop-asked.ts';

/** Serves until it is told to stop, or until its database is gone. */
export const startCommand: Command = {
  name: 'start',
  summary: 'serves the restaurant',
  options: {},
  about:
    'Starts the database, migrates, loads the demo on a first start, serves, and says "RESTO360 ready at …" when it does.\n' +
    'Stops cleanly on SIGINT and SIGTERM.',
  async run({ config }) {
    const asked = stopAsked();
    const server = await startServer(config);
    console.log(server.readyText);
    const why = await Promise.race([asked, server.lost.then(() => 'lost' as const)]);
    await server.stop();
    const ok = why !== 'lost';
    const text = ok ? 'RESTO360 stopped.' : 'The database has gone away, so RESTO360 stops too.';
    return { ok, text, json: { stopped: true, ok } };
  },
};
