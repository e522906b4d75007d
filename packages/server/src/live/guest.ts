import type { FastifyRequest } from 'fastify';
import type { Credentials } from '../enrolment/credentials.ts';
import { bearerOf, deviceOf } from '../http/bearer.ts';
import type { Guest } from './tickets.ts';

/** The device behind an authenticated call. */
export function guestOf(request: FastifyRequest, credentials: Credentials): Guest {
  const token = bearerOf(request) ?? '';
  return { device: deviceOf(request), isWelcome: async () => (await credentials.device(token)) !== undefined };
}
