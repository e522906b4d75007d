import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { CATALOG } from '@resto360/domain';
import { typeboxOfCollection } from './typebox-of-shape.ts';

/** The viewer writes styles into its page. **Why** not its own policy: that one wants https and pictures from elsewhere. */
const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The description of the API: OpenAPI 3.1 at `/api/openapi.json`, to read at `/api/docs`. Before any route. */
export async function registerOpenapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'RESTO360',
        version: '1',
        description:
          'Orders and money of a restaurant. Every error has one shape: {code, message, details}. ' +
          'Amounts are whole minor units of the currency. Nothing under /api is ever cached.',
      },
      components: {
        securitySchemes: {
          device: { type: 'http', scheme: 'bearer', description: 'The token a device got when it was enrolled.' },
          apiKey: { type: 'http', scheme: 'bearer', description: 'A key made by `resto360 api-key`.' },
        },
        schemas: Object.fromEntries(
          [...CATALOG.values()].map((collection) => [collection.name, plain(typeboxOfCollection(collection))]),
        ),
      },
    },
    hideUntagged: true,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: () => DOCS_POLICY,
    uiConfig: { docExpansion: 'list', deepLinking: true },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/** TypeBox marks its schemas with members that JSON does not show. */
function plain(schema: object): object {
  return JSON.parse(JSON.stringify(schema)) as object;
}
