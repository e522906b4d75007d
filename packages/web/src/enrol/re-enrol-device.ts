import type { Station } from '../station/station.ts';
import { tellTabs } from '../sync/tell-tabs.ts';
import { askToEnrol, forgetClaim, type NotEnrolled } from './ask-to-enrol.ts';

/**
 * Gives an enrolled device a new place on the server, with everything that waits on it (SYN-12, SYN-15). Every tab of the
 * device, this one too, is then told and starts anew.
 */
export async function reEnrolDevice(station: Station, code: string, name: string): Promise<'enrolled' | NotEnrolled> {
  const { restaurant } = station.identity;
  const answer = await askToEnrol(code, name, restaurant);
  if (typeof answer === 'string') return answer;
  // An older server does not look at the restaurant it is told.
  if (answer.identity.restaurant !== restaurant) return 'other_restaurant';
  await station.device.reEnrol(answer.identity);
  forgetClaim();
  tellTabs(restaurant, { type: 'enrolled_again' });
  return 'enrolled';
}
