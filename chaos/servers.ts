import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Child } from './child.ts';
import { freePort } from './ports.ts';

const root = path.resolve(import.meta.dirname, '..');
const node = path.join(root, 'node_modules/.bin/node');
const main = path.join(root, 'packages/server/src/cli/main.ts');

/** The origin that devices of the rig say they are of. */
export const ORIGIN = 'http://chaos.test';

/** A real `resto360 start` in a process of its own, always on the same port. */
export type ServerProcess = { readonly port: number; readonly process: Child };

/** What every process of the product runs with. */
export type Around = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  readonly origins: readonly string[];
};

/** Makes a server on a database that is there; it is not started yet. */
export async function newServer(name: string, around: Around): Promise<ServerProcess> {
  const port = await freePort();
  const env = { ...environment(around), PORT: String(port) };
  const child = new Child({
    name,
    command: node,
    args: [main, 'start'],
    env,
    isReady: async (output) => output.includes('RESTO360 ready'),
  });
  return { port, process: child };
}

/** What an operator says after files were put back in place. */
export async function beginNewHistory(around: Around): Promise<void> {
  await promisify(execFile)(node, [main, 'new-history'], { env: environment(around) });
}

function environment({ databaseUrl, dataDir, redisUrl, origins }: Around): NodeJS.ProcessEnv {
  const { REDIS_URL: _, ...inherited } = process.env;
  return {
    ...inherited,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    PUBLIC_ORIGINS: [ORIGIN, ...origins].join(','),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
}
