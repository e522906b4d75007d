import { existsSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** The bundler puts a hash of the content into the names under `assets`. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+(?:\.map)?$/;

/**
 * Serves the built app. What carries a hash in its name is kept for ever; the page, the service worker and the manifest
 * are asked for each time, so that an update reaches the devices.
 */
export async function registerStaticFiles(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(files, {
    root: path.resolve(webRoot),
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      reply.header('cache-control', HASHED.test(file.replaceAll('\\', '/')) ? IMMUTABLE : 'no-cache');
    },
  });
}

/** Whether an app was built there. */
export function hasApp(webRoot: string | undefined): webRoot is string {
  return webRoot !== undefined && existsSync(path.join(webRoot, 'index.html'));
}

/** Whether a request that met no route is a person opening one of the app's addresses. */
export function wantsPage(request: FastifyRequest): boolean {
  const { pathname } = new URL(request.url, 'http://localhost');
  const isFile = pathname.split('/').at(-1)?.includes('.') ?? false;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && !isFile && !/^\/api(\/|$)/.test(pathname) && (request.headers.accept ?? '').includes('text/html');
}
