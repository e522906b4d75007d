import type { Id, Install } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import type { DeviceIdentity } from './credentials.ts';

/** What a device says of itself. **Units** ms and bytes; null: nothing waits, or its browser does not tell. */
export type HealthReport = {
  readonly unsent: number;
  readonly oldestUnsentMs: number | null;
  readonly skewMs: number;
  readonly persisted: boolean | null;
  readonly usageBytes: number | null;
  readonly quotaBytes: number | null;
  readonly appVersion: string;
  readonly leads: boolean;
};

/** A device of the house as the office sees it. `health`: null until it has spoken. */
export type DeviceHealth = {
  readonly install: Install;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly series: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly health: (HealthReport & { readonly reportedAt: number }) | null;
};

/** Why a device is not revoked. */
export type RevokeRefusal = 'not_found' | 'own_device';

/** A code for a device that comes. **Units** ms since 1970. */
export type CodeForDevice = { readonly code: string; readonly kind: DeviceKind; readonly expiresAt: number };

/** What the office does with devices; each of it within the caller's own restaurant. */
export interface DeviceDesk {
  report(device: DeviceIdentity, health: HealthReport): Promise<void>;
  list(restaurant: Id<'restaurant'>): Promise<readonly DeviceHealth[]>;
  /** Ends a device's right to sync, at once; harmless when repeated. */
  revoke(by: DeviceIdentity, install: Install): Promise<'revoked' | RevokeRefusal>;
  code(restaurant: Id<'restaurant'>, kind: DeviceKind): Promise<CodeForDevice>;
}
