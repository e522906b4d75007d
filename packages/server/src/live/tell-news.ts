import type { Delta, DeltaRequest } from '@resto360/sync/server';
import type { Member } from './member.ts';

/** Pages read for one commit; whoever stands elsewhere is poked, and pulls what it needs. */
const PAGES_MAX = 8;

/** Reads what is new for one kind of device from one version on; undefined when it is too much for a channel. */
export type ReadDelta = (request: Omit<DeltaRequest, 'restaurant'>) => Promise<Delta | undefined>;

/**
 * Tells everyone in a room that the restaurant stands at `head`: a delta to whoever read everything before it, where it
 * is small, and a poke to the others.
 *
 *     members below the head ── same kind, lineage and place ──▶ one page read ──▶ the same bytes to each
 *              └── another build, slow, or at a place of its own ──▶ poke
 */
export async function tellNews(members: ReadonlySet<Member>, head: number, read: ReadDelta): Promise<void> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    if (member.told >= head && !member.owesPoke) continue;
    if (!member.takesDeltas || member.owesPoke || member.isSlow) {
      member.poke(head);
      continue;
    }
    const place = `${member.subscriber.kind} ${member.lineage} ${member.told}`;
    groups.set(place, [...(groups.get(place) ?? []), member]);
  }
  const largestFirst = [...groups.values()].toSorted((a, b) => b.length - a.length);
  await Promise.all(
    largestFirst.map((group, rank) => tellGroup(group, members, head, rank < PAGES_MAX ? read : readNothing)),
  );
}

async function tellGroup(
  group: readonly Member[],
  members: ReadonlySet<Member>,
  head: number,
  read: ReadDelta,
): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { told: since, lineage } = first;
  // A store that is away for a moment costs a poke: the pull will say how it stands.
  const delta = await read({ kind: first.subscriber.kind, since, lineage }).catch(() => undefined);
  for (const member of group) {
    if (!members.has(member) || member.told >= (delta?.to ?? head)) continue;
    if (delta && member.told === since) member.tell(delta);
    else member.poke(head);
  }
}

const readNothing: ReadDelta = async () => undefined;
