import type { Id, Install } from '@resto360/domain';
import type { DeviceHealth, DeviceKind, HealthReport } from '@resto360/sync';
import type { DeviceIdentity } from './credentials.ts';

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
