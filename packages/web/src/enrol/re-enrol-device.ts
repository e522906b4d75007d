import type { Identity } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';
import { tellTabs } from '../sync/tell-tabs.ts';
import { endFormer } from './end-former.ts';
import { askToBeOwn, askToEnrol, forgetClaim, type Enrolment, type NotEnrolled } from './ask-to-enrol.ts';

/**
 * Gives an enrolled device a new place on the server, with everything that waits on it (SYN-12, SYN-15). Every tab of the
 * device, this one too, is then told and starts anew.
 */
export async function reEnrolDevice(station: Station, code: string, name: string): Promise<'enrolled' | NotEnrolled> {
  return become(station, await askToEnrol(code, name, station.identity.restaurant), endFormer);
}

/**
 * A tablet that is a copy of another becomes a device of its own, by itself: no code, no person (SYN-12). Where the
 * server won't, the chip goes on asking for a code.
 */
export async function becomeOwnDevice(station: Station): Promise<'enrolled' | NotEnrolled> {
  // What the original is told stays: the browser of a copy may have its very address.
  return become(station, await askToBeOwn(station.identity.token), async () => {});
}

async function become(
  station: Station,
  answer: Enrolment | NotEnrolled,
  end: (identity: Identity) => Promise<void>,
): Promise<'enrolled' | NotEnrolled> {
  const { restaurant } = station.identity;
  if (typeof answer === 'string') return answer;
  // An older server does not look at the restaurant it is told.
  if (answer.identity.restaurant !== restaurant) return 'other_restaurant';
  await station.device.reEnrol(answer.identity);
  forgetClaim();
  await end(answer.identity);
  tellTabs(restaurant, { type: 'enrolled_again' });
  return 'enrolled';
}
