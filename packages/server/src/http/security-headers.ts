import type { FastifyInstance } from 'fastify';

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const EVERYWHERE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
const PAGES = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
};

/**
 * Puts the headers on answers that keep a page of ours ours, and answers of the API out of every cache.
 * **Why** fewer on the API: nobody looks at an answer as a page, and on a 2G line every exchange would pay for them.
 */
export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(EVERYWHERE);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    else reply.headers(PAGES);
  });
}
