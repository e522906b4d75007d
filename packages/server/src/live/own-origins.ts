import { networkInterfaces } from 'node:os';
import type { FastifyRequest } from 'fastify';
import { HttpError } from '../http/errors.ts';

/** Refuses whoever is not the app itself, opened from one of these origins (TEN-17). */
export function assertOwnOrigin({ headers: { origin } }: FastifyRequest, origins: readonly string[]): void {
  if (origin !== undefined && origins.includes(origin)) return;
  throw new HttpError('bad_origin', 'The live channel opens for the app itself only: see PUBLIC_ORIGINS.');
}

/**
 * The origins under which this machine can be opened, as exact texts: for the tablets of a room whose server has no
 * name. Used where PUBLIC_ORIGINS is not set.
 * **Source** TEN-17.
 */
export function ownOrigins(port: number): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const hosts = addresses
    .filter((one) => !one.address.startsWith('fe80:'))
    .map((one) => (one.family === 'IPv6' ? `[${one.address}]` : one.address));
  return [...new Set(['localhost', ...hosts])].map((host) => `http://${host}:${port}`);
}
