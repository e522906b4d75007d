import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failpoint } from './failpoint.ts';

/**
 * Answers to `POST /api/sync` pass the last point when their first byte would go out. `isSilent` tells whether nothing
 * may be answered any more.
 * **Why** by Node's own channel: an answer is compressed and streamed by others, and all of it ends here.
 */
export function failingAnswers(at: Failpoint, isSilent: () => boolean): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (request.method !== 'POST' || request.url !== '/api/sync') return;
    const begin = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
    response.writeHead = (...args: unknown[]) => {
      void at.pass('before_answer');
      if (!isSilent()) return begin(...args);
      silence(response);
      return response;
    };
  });
}

function silence(response: ServerResponse): void {
  response.write = () => true;
  response.end = () => response;
}
