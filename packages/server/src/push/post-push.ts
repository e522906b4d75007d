import { lookup as resolve } from 'node:dns';
import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** A service that did not answer by then is away. **Units** ms. */
const ANSWER_MAX_MS = 10_000;

/** What is sent to a push service. */
export type PushRequest = {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
};

/**
 * Posts to a push service and answers the status; its body is not read. No redirect is followed, and the address that
 * the name leads to is judged at the very connection, so that no name can lead into the house's network (TEN-18).
 * `reach`: `any` is for tests, whose push service is on this machine.
 * **Errors** rejects when the service can't be reached, or must not be.
 */
export function postPush({ endpoint, headers, body }: PushRequest, reach: 'public' | 'any'): Promise<number> {
  const url = new URL(endpoint);
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers },
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  };
  const send = reach === 'any' && url.protocol === 'http:' ? plainRequest : secureRequest;
  return new Promise((answer, fail) => {
    const request = send(url, reach === 'any' ? options : { ...options, lookup: lookupPublic }, (response) => {
      answer(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', fail);
    request.end(body);
  });
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const closed = found?.find(({ address }) => !isPublicAddress(address));
    const problem = error ?? (closed || !found[0] ? new Error(`${hostname} is no address of the open internet`) : null);
    if (problem || !found[0]) return callback(problem, []);
    if (options.all) return callback(null, found);
    return callback(null, found[0].address, found[0].family);
  });
};
