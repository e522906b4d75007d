import { keep } from '../station/keep.ts';
import { realDevice } from '../station/open-station.ts';
import { IndexedDbStore } from '../store/indexeddb-store.ts';
import { makeRoom } from '../store/make-room.ts';
import { endFormer } from './end-former.ts';
import { askToEnrol, forgetClaim, type NotEnrolled } from './ask-to-enrol.ts';

/** Spends a one-time code and writes down who this device is. */
export async function enrolDevice(code: string, name: string): Promise<'enrolled' | NotEnrolled> {
  const answer = await askToEnrol(code, name);
  if (typeof answer === 'string') return answer;
  const { identity, lineage } = answer;
  const store = new IndexedDbStore(identity.restaurant, {}, makeRoom);
  await realDevice(store).enrol(identity, lineage);
  store.close();
  keep('restaurant', identity.restaurant);
  forgetClaim();
  await endFormer(identity);
  // Asks the browser not to throw this away when the disk is short; a "no" changes nothing now.
  await navigator.storage?.persist?.().catch(() => false);
  return 'enrolled';
}
