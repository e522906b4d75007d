import { canonicalJson } from '@resto360/domain';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { RESTAURANT, TILL_A, soldOut, testChain, testServer } from '../testing/index.ts';
import { exchange } from '../server/exchange.ts';
import { scopeOf } from '../scope.ts';
import { CHAIN_START, linkHash, sha256Hex } from './op-hash.ts';

/**
 * The wire format changes on purpose only. When a hash below differs: write what changed as the next line of history,
 * think of the tablet that was offline for a month, and then write the new hash.
 *
 * The scope's hash is part of the answer: new collections (refunds, decisions, suspense, what is paid over rails) change the fingerprint below and not the
 * format.
 *
 * 1 · 2026-11 · the first format: chains, verdicts, pages, soft missing and fork.
 * 2 · 2026-11 · a pull may ask for `own`: the page leaves out what the push itself made, and says count and check. Who
 *     does not ask gets format 1.
 * 3 · 2026-11 · after a restore: `recall` and `recalled`, a chain's `lineage` and `effective`, the lineage in the details
 *     of "reset". Who sends none of them gets format 2.
 * 4 · 2026-11 · the window of days: a pull's `floor`, `fresh`, `part` and `digest`, and the page's `floor`, `collections`,
 *     `part` and `digest`. Who sends no floor gets format 3: everything, and everything anew when its scope changes. A
 *     digest in the request was a table of sums before that nobody ever sent.
 * 5 · 2026-11 · marks of the history: an answer's `mark`, a request's `marks`, a delta's `marks`. Who sends none gets the
 *     answer of format 4 with one member more, and nothing is compared. A page's `horizon`, for whoever tells its floor.
 */
const HISTORY_LENGTH = 5;

const OP = {
  id: '01900000-0000-7000-8000-000000000001',
  stamp: '0190000000000000AAAAAAAAAA',
  kind: 'menu.sold_out',
  actor: 'someone',
  base: 0,
  schema: 1,
  changes: [soldOut('golden')],
};

test('the bytes of an op, its link, and the answer to it are those of format 5', async () => {
  expect(HISTORY_LENGTH).toBe(5);
  const link = linkHash(CHAIN_START, 1, canonicalJson(OP));
  const { deps } = testServer();
  const scope = scopeOf('pos').hash;
  const request = {
    restaurant: RESTAURANT,
    install: TILL_A,
    lineage: 1,
    sentAt: 0,
    push: { chains: [testChain([OP])] },
    pull: { since: 0, scope, limit: LIMITS.pageRows, own: true },
  };
  const answer = await exchange(request, { restaurant: RESTAURANT, install: TILL_A, kind: 'pos' }, deps);
  expect(sha256Hex(`${link}\n${typeof answer === 'string' ? answer : answer.code}`).slice(0, 16)).toBe(
    'a0492316bdad6b39',
  );
});
