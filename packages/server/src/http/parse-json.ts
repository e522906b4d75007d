import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LIMITS } from '@resto360/sync';
import { errorCode } from '../db/database-error.ts';
import { HttpError } from './errors.ts';
import { isDeeperThan } from './json-depth.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Bytes of the body after inflation. */
    bodyBytes: number;
  }
}

/** How deep a request's JSON may nest; ours needs nine levels. */
const DEPTH_MAX = 32;

/**
 * Reads request bodies: JSON, plain or gzip, bounded before and after inflation, in depth and in encoding (TEN-16).
 * **Why** bytes that are no UTF-8 are refused: replacing them would change an op behind its author's back.
 */
export function acceptJson(app: FastifyInstance): void {
  app.decorateRequest('bodyBytes', 0);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, raw: Buffer) => {
    const bytes = await inflated(raw, request.headers['content-encoding']);
    request.bodyBytes = bytes.length;
    return bytes.length === 0 ? undefined : parse(bytes);
  });
}

async function inflated(raw: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return raw;
  if (encoding !== 'gzip') throw new HttpError('unsupported_media_type', 'Send the body plain or as gzip.');
  try {
    return await promisify(gunzip)(raw, { maxOutputLength: LIMITS.inflatedBytes });
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new HttpError('too_large', 'The request inflates to more than the server takes.');
    }
    throw new HttpError('malformed', 'The body is not gzip, although it says so.');
  }
}

function parse(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpError('malformed', 'The body is not UTF-8.');
  }
  if (isDeeperThan(text, DEPTH_MAX)) throw new HttpError('malformed', `The body nests deeper than ${DEPTH_MAX}.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError('malformed', 'The body is not JSON.');
  }
}
