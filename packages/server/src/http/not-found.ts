import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { HttpError } from './errors.ts';
import { wantsPage } from './static-files.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What is said where no route is: the app's page to a person, 405 where another method would do, else 404. */
export function answerNotFound(app: FastifyInstance, hasPage: boolean): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (hasPage && wantsPage(request)) return reply.sendFile('index.html');
    const allowed = METHODS.filter((method) => hasRoute(app, request, method));
    if (allowed.length === 0) throw new HttpError('not_found', 'There is nothing at this address.');
    reply.header('allow', allowed.join(', '));
    throw new HttpError('method_not_allowed', `This address answers ${allowed.join(' and ')} only.`);
  });
}

function hasRoute(app: FastifyInstance, request: FastifyRequest, method: HTTPMethods): boolean {
  const bare = (request.url.split('?')[0] ?? '').replace(/\/+$/, '');
  return [bare, `${bare}/`].some((url) => url !== '' && app.hasRoute({ url, method }));
}
