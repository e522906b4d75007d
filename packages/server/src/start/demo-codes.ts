import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import { DeviceKind } from '@resto360/sync';
import type { DatabasePool } from '../db/pool.ts';
import { createCode } from '../enrolment/codes.ts';
import type { ReadyDemo } from './ready-text.ts';

/** The demo's people, with a fresh enrolment code for each kind of device. */
export async function demoCodes(pool: DatabasePool, nowMs: () => number): Promise<readonly ReadyDemo[]> {
  return Promise.all(
    DEMO_RESTAURANTS.map(async ({ id, name, slug, staff }) => ({
      name,
      slug,
      staff,
      codes: await Promise.all(Object.values(DeviceKind).map((kind) => createCode(pool, id, kind, nowMs))),
    })),
  );
}
