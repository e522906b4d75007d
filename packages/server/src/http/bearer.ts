import type { FastifyRequest } from 'fastify';
import type { Id } from '@resto360/domain';
import type { Credentials, DeviceIdentity } from '../enrolment/credentials.ts';
import type { AppDeps } from './app-deps.ts';
import { HttpError } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller, once {@link authenticateDevice} has run. */
    device: DeviceIdentity | null;
    /** The caller's right was withdrawn: it may only bring what happened. */
    isRevoked: boolean;
  }
}

const TOKEN_CHARACTERS_MAX = 200;

/** The secret of `Authorization: Bearer …`, or undefined. */
export function bearerOf(request: FastifyRequest): string | undefined {
  const token = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return token !== undefined && token.length <= TOKEN_CHARACTERS_MAX ? token : undefined;
}

/** A hook that lets enrolled devices in, before a byte of the body is read. */
export function authenticateDevice(deps: Pick<AppDeps, 'credentials'>) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = bearerOf(request);
    request.device = (token === undefined ? undefined : await deps.credentials.device(token)) ?? null;
    if (request.device === null) {
      throw new HttpError('reenrol', 'This device is not enrolled here any more; enrol it again. Nothing is lost.');
    }
  };
}

/**
 * The same, but a revoked device comes in too, marked: what it has may be all that is left of an evening (SYN-25).
 */
export function authenticateAlsoRevoked(deps: Pick<AppDeps, 'credentials'>) {
  const authenticate = authenticateDevice(deps);
  return async (request: FastifyRequest): Promise<void> => {
    const token = bearerOf(request);
    const isKnown = token === undefined || (await deps.credentials.device(token)) !== undefined;
    request.device = isKnown ? null : ((await deps.credentials.revokedDevice(token)) ?? null);
    request.isRevoked = request.device !== null;
    if (!request.isRevoked) await authenticate(request);
  };
}

/** The caller behind the hook above. */
export function deviceOf(request: FastifyRequest): DeviceIdentity {
  if (request.device === null) throw new Error('the route authenticates devices');
  return request.device;
}

/** The restaurant a program or a device may read. */
export async function readerOf(request: FastifyRequest, credentials: Credentials): Promise<Id<'restaurant'>> {
  const secret = bearerOf(request);
  const found =
    secret === undefined ? undefined : ((await credentials.apiKey(secret)) ?? (await credentials.device(secret)));
  // A kitchen screen holds no money by its scope, and reads none here.
  if (found && 'kind' in found && found.kind === 'kitchen') {
    throw new HttpError('bad_credentials', 'A kitchen screen may not read orders with their money.');
  }
  if (!found) throw new HttpError('bad_credentials', 'Send an API key or a device token: Authorization: Bearer ….');
  return found.restaurant;
}

/** Refuses a body that names another restaurant than the caller's own (TEN-12). */
export function assertOwnRestaurant(own: Id<'restaurant'>, named: string): void {
  if (own !== named) throw new HttpError('wrong_restaurant', 'This credential belongs to another restaurant.');
}

/**
 * The caller, who must be an office device: a till that is stolen neither lists, revokes nor
 * enrols others, nor decides about what was put apart.
 */
export function officeOf(request: FastifyRequest): DeviceIdentity {
  const device = deviceOf(request);
  if (device.kind !== 'office') throw new HttpError('office_only', 'Only a device of the office may do this.');
  return device;
}
