import { beforeEach, describe, expect, test } from 'vitest';
import { makeStamp } from '@resto360/domain';
import type { ExceptionReader, ReadNotice } from '../exceptions/exception-reader.ts';
import { bearer, MINE, newId, openTestHouse, OTHER_TILL, TILL, type TestHouse } from './test-kit.ts';

const notice: ReadNotice = {
  id: newId(1),
  kind: 'overpaid',
  subjects: [newId(2)],
  order: newId(2),
  amountMinor: 500,
  firstSeenAt: 1_000,
  openedAt: 2_000,
  endedAt: null,
  end: null,
};
const aya = newId(6);
const conflict = {
  id: newId(3),
  version: 7,
  collection: 'items',
  row: newId(4),
  field: 'priceMinor',
  keptJson: '1000',
  lostJson: 'null',
  keptBy: TILL,
  lostBy: OTHER_TILL,
  keptActor: aya,
  lostActor: null,
  keptMark: `~${makeStamp(5_000, 0, TILL)}`,
  lostMark: makeStamp(4_000, 0, OTHER_TILL),
  rule: 'latest',
  needsPerson: 'yes',
  op: newId(5),
} as const;

let house: TestHouse;
let asked: unknown[];
beforeEach(async () => {
  asked = [];
  const exceptions: ExceptionReader = {
    notices: async (restaurant, query) => {
      asked.push([restaurant, query]);
      return { version: 9, more: query.limit === 1, notices: [notice] };
    },
    conflicts: async (restaurant, query) => {
      asked.push([restaurant, query]);
      return {
        version: 9,
        more: false,
        conflicts: [conflict],
        names: new Map([[TILL, 'Caisse']]),
        people: new Map([[aya, 'Aya']]),
      };
    },
    share: async (_restaurant, days) => ({ days, ops: 400, opened: 2, open: 1, share: 0.005 }),
  };
  house = await openTestHouse({ exceptions });
});

async function get(path: string, query = '', token = 'key-mine') {
  const url = `/api/${path}?restaurant_id=${MINE}${query}`;
  const answer = await house.app.inject({ method: 'GET', url, headers: bearer(token) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

describe('[NOT-2] exceptions', () => {
  test('open ones are told with their times, and where the next page begins', async () => {
    const { status, body } = await get('exceptions/', '&limit=1');
    expect(status).toBe(200);
    expect(body).toEqual({
      version: 9,
      exceptions: [
        {
          id: notice.id,
          kind: 'overpaid',
          status: 'open',
          subjects: notice.subjects,
          order: notice.order,
          amount_minor: 500,
          first_seen_at: 1_000,
          opened_at: 2_000,
          ended_at: null,
          end: null,
        },
      ],
      next: notice.id,
    });
    expect(asked).toEqual([[MINE, { status: 'open', kind: undefined, limit: 1, after: undefined }]]);
  });

  test('may be asked by kind and state, and from where a page ended', async () => {
    const { body } = await get('exceptions/', `&status=all&kind=overpaid&after=${notice.id}`);
    expect(body['next']).toBeNull();
    expect(asked).toEqual([[MINE, { status: 'all', kind: 'overpaid', limit: 50, after: notice.id }]]);
  });

  test.each(['&status=some', '&kind=odd', '&limit=0', '&limit=201', '&after=x', '&after='])(
    'what makes no sense is refused: %s',
    async (query) => {
      expect((await get('exceptions/', query)).status).toBe(400);
      expect(asked).toEqual([]);
    },
  );
});

test('[NOT-2] conflicts are told with both values, who wrote them, and when', async () => {
  const { body } = await get('conflicts/', '&needs_person=yes&since_version=3');
  expect(asked).toEqual([[MINE, { sinceVersion: 3, needsPerson: 'yes', limit: 50 }]]);
  expect(body).toMatchObject({ version: 9, more: false });
  expect(body['conflicts']).toEqual([
    {
      id: conflict.id,
      version: 7,
      collection: 'items',
      row: conflict.row,
      field: 'priceMinor',
      kept: { value: 1000, install: TILL, device: 'Caisse', by: aya, name: 'Aya', written_at: 5_000 },
      lost: { value: null, install: OTHER_TILL, device: null, by: null, name: null, written_at: 4_000 },
      rule: 'latest',
      needs_person: true,
      op: conflict.op,
    },
  ]);
});

test('[NOT-2] conflicts of a version that is not there any more: ask from the beginning', async () => {
  const { status, body } = await get('conflicts/', '&since_version=10');
  expect([status, body['code']]).toEqual([409, 'reset']);
});

test('[NOT-3] the manual share of some days', async () => {
  const { body } = await get('exceptions/share/', '&days=30');
  expect(body).toEqual({ days: 30, ops: 400, exceptions: 2, open: 1, manual_share: 0.005 });
});

test.each(['exceptions/', 'exceptions/share/', 'conflicts/'])(
  '[TEN-12] %s: a kitchen screen, which holds no money, reads none here',
  async (path) => {
    expect((await get(path, '', 'token-kitchen')).status).toBe(401);
    expect((await get(path, '', 'token-till')).status).toBe(200);
  },
);
