import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { LIMITS } from '@resto360/sync';
import { registerLiveChannel } from '../live/channel.ts';
import type { AppDeps } from './app-deps.ts';
import { registerCompression } from './compression.ts';
import { registerDevicesRoutes } from './devices-route.ts';
import { registerCopyRoute, registerEnrolRoute } from './enrol-route.ts';
import { toHttpError } from './errors.ts';
import { registerExceptionsRoutes } from './exceptions-route.ts';
import { registerHealthRoutes } from './health-routes.ts';
import { endWithLastAnswers } from './last-answers.ts';
import { loggerOptions } from './logging.ts';
import { registerMetricsRoute } from './metrics-route.ts';
import { answerNotFound } from './not-found.ts';
import { registerOpenapi } from './openapi.ts';
import { registerOrdersDeltaRoute } from './orders-delta-route.ts';
import { acceptJson } from './parse-json.ts';
import { registerPaymentsRoutes } from './payments-route.ts';
import { registerPushRoutes } from './push-route.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { hasApp, registerStaticFiles } from './static-files.ts';
import { registerSyncRoute } from './sync-route.ts';
import { validateExactly } from './validate.ts';
import { registerQuarantineRoutes } from './quarantine-route.ts';
import { registerMissingRoute } from './missing-route.ts';
import { registerVerdictsRoute } from './verdicts-route.ts';
import { registerWebhookRoute } from './webhook-route.ts';

/** The HTTP side, wired: thin routes over what it is given. It listens to nothing yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: loggerOptions(deps.log) ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.inflatedBytes,
    trustProxy: 'loopback',
    // What fails before a route is found.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const known = toHttpError(error);
      void reply.code(known.status).send(known.body);
    },
    routerOptions: { ignoreTrailingSlash: true },
    // On close, idle connections go at once and busy ones finish their answer.
    forceCloseConnections: 'idle',
  });
  app.decorateRequest('device', null);
  app.decorateRequest('isRevoked', false);
  app.decorateRequest('reader', '');
  app.setValidatorCompiler(validateExactly);
  // Answers are texts already, or plain values; their schemas are for the reader of the docs.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  logAnswers(app);
  endWithLastAnswers(app);
  answerErrors(app);
  acceptJson(app);
  sendSecurityHeaders(app);
  await registerCompression(app);
  await registerOpenapi(app);
  registerHealthRoutes(app, deps);
  registerMetricsRoute(app, deps);
  registerSyncRoute(app, deps);
  registerVerdictsRoute(app, deps);
  registerMissingRoute(app, deps);
  registerQuarantineRoutes(app, deps);
  registerOrdersDeltaRoute(app, deps);
  registerExceptionsRoutes(app, deps);
  registerPushRoutes(app, deps);
  if (deps.payments) {
    registerPaymentsRoutes(app, { ...deps, queue: deps.payments.queue });
    await registerWebhookRoute(app, { hear: deps.payments.hear, nowMs: deps.nowMs });
  }
  registerEnrolRoute(app, deps);
  registerCopyRoute(app, deps);
  registerDevicesRoutes(app, deps);
  await registerLiveChannel(app, deps);
  if (hasApp(deps.webRoot)) await registerStaticFiles(app, deps.webRoot);
  answerNotFound(app, hasApp(deps.webRoot));
  await app.ready();
  return app;
}

/** One line an answer, for whoever asks for it: devices call every few seconds. */
function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug({ req: request, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const known = toHttpError(error);
    if (known.status >= 500) request.log.error({ err: error }, known.code);
    if (known.retryAfterSeconds !== undefined) reply.header('retry-after', String(known.retryAfterSeconds));
    if (known.code === 'too_large') reply.header('connection', 'close');
    return reply.code(known.status).header('cache-control', 'no-store').send(known.body);
  });
}
