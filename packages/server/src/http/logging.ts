import type { FastifyRequest, FastifyServerOptions } from 'fastify';
import { errorCode } from '../db/database-error.ts';
import type { LogOptions } from './app-deps.ts';

/**
 * How requests are logged: method, path, status, time. Never the query (a ticket), a header (a token) or a body (a code,
 * a name); and of an error its code and place, never its detail, in which PostgreSQL quotes values.
 * **Source** TEN-20.
 */
export function loggerOptions({ level, stream }: LogOptions): FastifyServerOptions['logger'] {
  if (level === 'silent') return false;
  return {
    level,
    ...(stream ? { stream } : {}),
    redact: {
      paths: ['authorization', 'token', 'code', 'claim', 'pin', 'ticket', 'password', 'key'].flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
      ]),
      censor: '…',
    },
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split('?')[0] }),
      err: (error: Error) => ({
        type: error.name,
        message: error.message,
        stack: error.stack ?? '',
        reason: errorCode(error),
      }),
    },
  };
}
