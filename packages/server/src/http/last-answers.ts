import type { FastifyInstance } from 'fastify';

/**
 * When the server stops, answers under way are finished and their connections end with them.
 * **Why**: on close only connections that are idle at that moment go; one that was busy would then be kept open for a next
 * request, and hold up a stop for more than a minute.
 */
export function endWithLastAnswers(app: FastifyInstance): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
  // Of a long answer the head had gone out before.
  app.addHook('onResponse', async () => {
    if (isStopping) setImmediate(() => app.server.closeIdleConnections());
  });
}
