import type { Id, Install } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';

/** Who calls: an enrolled installation of the app. Everything it may see hangs on this and on nothing it says. */
export type DeviceIdentity = {
  readonly restaurant: Id<'restaurant'>;
  readonly install: Install;
  readonly kind: DeviceKind;
};

/** Looks up what a caller shows. Undefined: unknown, or revoked. */
export interface Credentials {
  device(token: string): Promise<DeviceIdentity | undefined>;
  /** The device that a token was of before it was revoked: it may bring what happened, and read nothing (SYN-25). */
  revokedDevice(token: string): Promise<DeviceIdentity | undefined>;
  apiKey(key: string): Promise<{ readonly restaurant: Id<'restaurant'> } | undefined>;
}
