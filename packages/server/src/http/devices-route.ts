import type { FastifyInstance, FastifySchema } from 'fastify';
import type { Static } from 'typebox';
import type { AppDeps } from './app-deps.ts';
import { authenticateDevice, deviceOf, officeOf } from './bearer.ts';
import {
  codeAnswer,
  codeRequest,
  devicesAnswer,
  healthAnswer,
  healthRequest,
  revokeAnswer,
  revokeRequest,
} from './devices-schema.ts';
import { HttpError } from './errors.ts';
import { errorAnswer } from './sync-schema.ts';

/** A report is some hundred bytes; nothing here is longer. **Units** bytes. */
const BODY_MAX = 2 * 1024;
/** A clock further off than this is told as this far. **Units** ms. */
const SKEW_MAX_MS = 2 ** 46;

type Desk = Pick<AppDeps, 'devices' | 'credentials' | 'nowMs'>;

/** `/api/devices/*` behind a device's token: how it is, and for the office the list, revoking, and new codes (TEN-13). */
export function registerDevicesRoutes(app: FastifyInstance, deps: Desk): void {
  registerReport(app, deps);
  registerList(app, deps);
  registerRevoke(app, deps);
  registerCode(app, deps);
}

function registerReport(app: FastifyInstance, { devices, nowMs, ...deps }: Desk): void {
  app.route<{ Body: Static<typeof healthRequest> }>({
    method: 'POST',
    url: '/api/devices/health',
    onRequest: authenticateDevice(deps),
    bodyLimit: BODY_MAX,
    schema: described('Say how this device is; about once a minute', { body: healthRequest, answer: healthAnswer }),
    handler: async (request) => {
      const {
        sentAt,
        unsent,
        oldestUnsentMs,
        persisted,
        usageBytes,
        quotaBytes,
        appVersion,
        leads,
        misfits = 0,
      } = request.body;
      const receivedAt = nowMs();
      const skewMs = Math.round(Math.min(SKEW_MAX_MS, Math.max(-SKEW_MAX_MS, receivedAt - sentAt)));
      const said = { unsent, oldestUnsentMs, persisted, usageBytes, quotaBytes, appVersion, leads, misfits };
      await devices.report(deviceOf(request), { ...said, skewMs });
      return { receivedAt, skewMs };
    },
  });
}

function registerList(app: FastifyInstance, { devices, nowMs, ...deps }: Desk): void {
  app.route({
    method: 'GET',
    url: '/api/devices/health',
    onRequest: authenticateDevice(deps),
    schema: described('The devices of the house, with what each last said of itself', { answer: devicesAnswer }),
    handler: async (request) => ({
      receivedAt: nowMs(),
      devices: await devices.list(officeOf(request).restaurant),
    }),
  });
}

function registerRevoke(app: FastifyInstance, { devices, ...deps }: Desk): void {
  app.route<{ Body: Static<typeof revokeRequest> }>({
    method: 'POST',
    url: '/api/devices/revoke',
    onRequest: authenticateDevice(deps),
    bodyLimit: BODY_MAX,
    schema: described('Take a device its right to sync at its next call; an open live channel ends within 20 s', {
      body: revokeRequest,
      answer: revokeAnswer,
    }),
    handler: async (request) => {
      const outcome = await devices.revoke(officeOf(request), request.body.install);
      if (outcome === 'own_device') throw new HttpError('own_device', 'A device does not revoke itself.');
      if (outcome === 'not_found') throw new HttpError('not_found', 'No device of this restaurant has this install.');
      return { revoked: true } as const;
    },
  });
}

function registerCode(app: FastifyInstance, { devices, ...deps }: Desk): void {
  app.route<{ Body: Static<typeof codeRequest> }>({
    method: 'POST',
    url: '/api/devices/code',
    onRequest: authenticateDevice(deps),
    bodyLimit: BODY_MAX,
    schema: described('A one-time code for a new device', { body: codeRequest, answer: codeAnswer }),
    handler: async (request) => devices.code(officeOf(request).restaurant, request.body.kind),
  });
}

function described(summary: string, { body, answer }: { body?: object; answer: object }): FastifySchema {
  const asked = body === undefined ? {} : { body };
  const response = { 200: answer, default: errorAnswer };
  return { summary, tags: ['devices'], security: [{ device: [] }], ...asked, response };
}
