import { DeviceCrash, type Identity } from '@resto360/sync/client';
import type { Tablet } from './tablet.ts';

/**
 * A tablet enrols again, and may die in the middle: then it is still the old install whole, or already the new one.
 * Whatever was on its way to the old install may still arrive and be answered.
 */
export async function enrolAgain(tablet: Tablet, identity: Identity): Promise<void> {
  try {
    await tablet.device.reEnrol(identity);
  } catch (error) {
    if (!(error instanceof DeviceCrash)) throw error;
    await tablet.restart();
  }
  tablet.identity = (await tablet.device.identity()) ?? tablet.identity;
}
