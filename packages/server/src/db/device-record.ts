import { CHAIN_START } from '@resto360/sync';
import type { DeviceState } from '@resto360/sync/server';

/** What the engine keeps of an install, as the table devices says it. */
export type DeviceRecord = Omit<DeviceState, 'tipHash'> & { readonly tipHash: string | null };

/** Selects device records; the caller says of which restaurant. */
export const deviceSelect = `select install, kind, seen, tip_hash as "tipHash", clamp_stamp as "clampStamp",
       revoked_at is not null as revoked from devices`;

/** The engine's view of a device: an install that never sent anything stands at the chain's start. */
export function toDevice(record: DeviceRecord): DeviceState {
  return { ...record, tipHash: record.tipHash ?? CHAIN_START };
}
