import type { Install } from '@resto360/domain';
import type { DeviceKind } from '../scope.ts';

/** What a device knows of its own state. **Units** ms and bytes; null: nothing waits, or its browser does not tell. */
export type DeviceFacts = {
  readonly unsent: number;
  readonly oldestUnsentMs: number | null;
  /** The server's clock less the device's. */
  readonly skewMs: number;
  readonly persisted: boolean | null;
  readonly usageBytes: number | null;
  readonly quotaBytes: number | null;
  /** How often what lies here was not what the server holds, and was read again (SYN-22); it must stay 0. */
  readonly misfits: number;
};

/** What a device says of itself to the server (`POST /api/devices/health`). */
export type HealthReport = DeviceFacts & { readonly appVersion: string; readonly leads: boolean };

/**
 * A device of the house as the office sees it (`GET /api/devices/health`). `health`: null until it has spoken.
 * **Units** ms since 1970.
 */
export type DeviceHealth = {
  readonly install: Install;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly series: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly health: (HealthReport & { readonly reportedAt: number }) | null;
};
