import path from 'node:path';
import { Child } from './child.ts';
import { freePort } from './ports.ts';

const root = path.resolve(import.meta.dirname, '..');
const node = path.join(root, 'node_modules/.bin/node');
const main = path.join(root, 'packages/server/src/cli/main.ts');

/** The origin that devices of the rig say they are of. */
export const ORIGIN = 'http://chaos.test';

/** A real `resto360 start` in a process of its own, always on the same port. */
export type ServerProcess = { readonly port: number; readonly process: Child };

/** Makes a server on a database that is there; it is not started yet. */
export async function newServer(options: {
  readonly name: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  readonly origins: readonly string[];
}): Promise<ServerProcess> {
  const port = await freePort();
  const { REDIS_URL: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    PORT: String(port),
    DATA_DIR: options.dataDir,
    DATABASE_URL: options.databaseUrl,
    LOG_LEVEL: 'error',
    PUBLIC_ORIGINS: [ORIGIN, ...options.origins].join(','),
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
  };
  const child = new Child({
    name: options.name,
    command: node,
    args: [main, 'start'],
    env,
    isReady: async (output) => output.includes('RESTO360 ready'),
  });
  return { port, process: child };
}
