import { makeStamp, openExceptions, type View } from '@resto360/domain';
import { ODD_VIEWS } from '@resto360/domain/testing';
import { expect, test } from 'vitest';
import { formerMatters } from './former-matters.ts';

const NOON = 1_763_798_400_000;
const oddOf = (view: View) => openExceptions(view, NOON).filter(({ kind }) => kind === 'float_unknown');

test('[NOT-4] a float that nobody counted is one matter of one shift, also when an earlier opening of it comes', () => {
  const view = ODD_VIEWS.float_unknown();
  const [before] = oddOf(view);
  const row = view.get('shift_openings', before?.subjects[0] ?? '');
  if (!row) throw new Error('cash opened a shift');
  expect(formerMatters(view, oddOf(view)).get(before?.id ?? '')).toEqual([]);
  view.put('shift_openings', { ...row, id: 'earlier', st: makeStamp(NOON - 60_000, 0, 'T2T2T2T2T2') });
  const [after, ...others] = oddOf(view);
  expect([after?.subjects, others]).toEqual([['earlier'], []]);
  expect(formerMatters(view, oddOf(view)).get(after?.id ?? '')).toEqual([before?.id]);
});
