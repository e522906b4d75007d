import type { FastifyInstance } from 'fastify';
import { isId } from '@resto360/domain';
import { WEBHOOK_MAX_BYTES, type Heard, type WebhookRequest } from '@resto360/payments';
import { HttpError } from './errors.ts';

/** Takes in a call of a provider about an account of a restaurant; undefined where there is no such account. */
export type HearProvider = (
  restaurant: string,
  account: string,
  provider: string,
  request: WebhookRequest,
) => Promise<Heard | undefined>;

/**
 * `/api/payments/webhooks/:provider/:account`, where `:account` is `<restaurant>~<account>`. The bytes as they came are what
 * was signed; they are kept, answered at once, and believed in nothing but whom they are about (PAY-14).
 */
export async function registerWebhookRoute(
  app: FastifyInstance,
  deps: { readonly hear: HearProvider; readonly nowMs: () => number },
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: WEBHOOK_MAX_BYTES },
      async (_request: unknown, raw: Buffer) => raw,
    );
    scope.route<{ Params: { provider: string; account: string }; Body: Buffer | undefined }>({
      method: ['POST', 'PUT'],
      url: '/api/payments/webhooks/:provider/:account',
      bodyLimit: WEBHOOK_MAX_BYTES,
      schema: { hide: true },
      handler: async (request) => {
        const { provider, account } = request.params;
        const [restaurant = '', id = ''] = account.split('~');
        const known = isId(restaurant) && /^[a-z0-9-]{1,40}$/.test(id);
        const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const heard = known
          ? await deps.hear(restaurant, id, provider, {
              headers: headersOf(request.headers),
              method: request.method,
              path: request.url,
              authority: request.host,
              rawBody,
              receivedAtMs: deps.nowMs(),
            })
          : undefined;
        if (!heard) throw new HttpError('not_found', 'There is no such account here.');
        if (heard.kind !== 'refused') return { ok: true };
        if (heard.reason === 'malformed') throw new HttpError('malformed', 'This is no event of this provider.');
        throw new HttpError('bad_signature', 'The signature is not that of this account.');
      },
    });
  });
}

const headersOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
