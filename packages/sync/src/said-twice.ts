import { canonicalJson, type Id, type Json } from '@resto360/domain';

type Fields = Readonly<Record<string, Json>>;

/** Who says a fact, when, where and in which words: what two people who say the same say differently. */
const SAYING = new Set(['by', 'approvedBy', 'at', 'shift', 'reason', 'agedGrant']);
/** The digit of a UUID that tells its version; 5 where it was made of a name. */
const VERSION_AT = 14;

/**
 * Whether two bodies of one fact say the same thing. Where the id follows from what the fact is about (that a refund came
 * back, that a decided quantity was cancelled), several people may say it, each with their own name and time: it counts
 * once, and the rest of each op counts. What got a random id is one person's, word for word (SYN-3).
 */
export function isSaidTwice(id: Id, one: Fields, other: Fields): boolean {
  if (canonicalJson(one) === canonicalJson(other)) return true;
  return id[VERSION_AT] === '5' && canonicalJson(said(one)) === canonicalJson(said(other));
}

const said = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => !SAYING.has(name) && value !== null));
