import { Proposal } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import { placeAt } from './place.ts';
import { addressOf } from './route.ts';

/**
 * Where a person goes to do what is proposed about something odd; undefined where words must do. The drawers are a page
 * of the till, from wherever the notice was read.
 */
export function addressOfProposal(proposal: Proposal, pathname: string, kind: DeviceKind): string | undefined {
  if (proposal !== Proposal.countTheFloat) return undefined;
  const page = addressOf({ page: 'shift' });
  return placeAt(pathname, kind) === 'pos' ? page : `/pos${page}`;
}
