import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { Child } from './child.ts';
import { freePort } from './ports.ts';
import { mustProgram } from './programs.ts';

/** A process beside the servers. */
export type Helper = { readonly port: number; readonly process: Child };

/** A Redis in memory, through which the servers tell each other of commits. */
export async function newRedis(): Promise<Helper> {
  const command = mustProgram('redis-server', 'redis-server');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return { port, process: new Child({ name: 'redis', command, args, isReady: () => answers(port) }) };
}

/** An nginx in front of both servers, by the very template that is deployed. */
export async function newNginx(folder: string, servers: readonly [a: number, b: number]): Promise<Helper> {
  const command = mustProgram('nginx', 'nginx');
  const port = await freePort();
  const runDir = path.join(folder, 'nginx');
  mkdirSync(runDir, { recursive: true });
  const values: Readonly<Record<string, string>> = {
    LISTEN: `127.0.0.1:${port}`,
    SERVER_A: `127.0.0.1:${servers[0]}`,
    SERVER_B: `127.0.0.1:${servers[1]}`,
    RUN_DIR: runDir,
  };
  const template = readFileSync(path.resolve(import.meta.dirname, '../deploy/nginx.conf'), 'utf8');
  const config = path.join(runDir, 'nginx.conf');
  writeFileSync(
    config,
    template.replaceAll(/\$\{([A-Z_]+)\}/g, (whole, name: string) => values[name] ?? whole),
  );
  const args = ['-p', runDir, '-e', path.join(runDir, 'error.log'), '-c', config, '-g', 'daemon off;'];
  return { port, process: new Child({ name: 'nginx', command, args, isReady: () => answers(port) }) };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
