import type { Install } from '@resto360/domain';
import type { DeviceHealth, DeviceKind } from '@resto360/sync';
import type { Identity } from '@resto360/sync/client';
import { keep, kept } from '../station/keep.ts';

const ANSWER_MAX_MS = 15_000;

/** The devices as they were last told. `receivedAt` is the server's clock, `readAt` this device's. */
export type KnownDevices = {
  readonly receivedAt: number;
  readonly readAt: number;
  readonly devices: readonly DeviceHealth[];
};

/** What the server said instead: a code, or `no_answer`. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
}

/** Asks for the devices, and keeps a copy for when the line is dead. **Errors** throws {@link NotDone}. */
export async function readDevices(identity: Identity): Promise<KnownDevices> {
  const { receivedAt, devices } = await ask<KnownDevices>(identity, 'health');
  const known = { receivedAt, readAt: Date.now(), devices };
  keep('devices', JSON.stringify({ restaurant: identity.restaurant, ...known }));
  return known;
}

/** The copy of the last answer; undefined when there is none of this restaurant. */
export function rememberedDevices({ restaurant }: Identity): KnownDevices | undefined {
  try {
    const known = JSON.parse(kept('devices') ?? 'null') as (KnownDevices & { restaurant: string }) | null;
    return known?.restaurant === restaurant && Array.isArray(known.devices) ? known : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a device its right to sync. **Errors** throws {@link NotDone}. */
export async function revokeDevice(identity: Identity, install: Install): Promise<void> {
  await ask(identity, 'revoke', { install });
}

/** A one-time code for a new device. **Errors** throws {@link NotDone}. */
export async function codeForDevice(identity: Identity, kind: DeviceKind) {
  return ask<{ readonly code: string; readonly expiresAt: number }>(identity, 'code', { kind });
}

async function ask<T>(identity: Identity, path: string, body?: object): Promise<T> {
  const answer = await fetch(`/api/devices/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    cache: 'no-store',
    credentials: 'omit',
    headers: {
      authorization: `Bearer ${identity.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  }).catch(() => undefined);
  const told = (await answer?.json().catch(() => undefined)) as { readonly code?: unknown } | undefined;
  if (!answer?.ok || !told) throw new NotDone(typeof told?.code === 'string' ? told.code : 'no_answer');
  return told as T;
}
