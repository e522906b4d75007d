import { expect, test } from 'vitest';
import { checkDecisions, checkVersions } from './dependencies.ts';

const manifest = (path: string, dependencies: Record<string, string>) => ({
  path,
  text: JSON.stringify({ name: '@resto360/server', dependencies }),
});

test.each(['^1.2.3', '~1.2.3', '1.2', '*', 'latest', '1.x', 'file:../x', '>=1.0.0'])(
  'no exact version: %s',
  (version) => {
    expect(checkVersions([manifest('package.json', { ws: version })])).toHaveLength(1);
  },
);

test.each(['1.2.3', '18.4.0-beta.17'])('exact: %s', (version) => {
  expect(checkVersions([manifest('package.json', { ws: version })])).toEqual([]);
});

test('one package has one version', () => {
  const files = [
    manifest('packages/a/package.json', { ws: '1.0.0' }),
    manifest('packages/b/package.json', { ws: '1.0.1' }),
  ];
  expect(checkVersions(files)).toEqual([
    'packages/b/package.json: ws is 1.0.1 here and 1.0.0 in packages/a/package.json',
  ]);
});

function undecided(page: string): string[] {
  return checkDecisions([
    manifest('package.json', { ws: '1.0.0', '@resto360/server': '1.0.0' }),
    { path: 'docs/adr/0001.md', text: page },
  ]);
}

test.each(['We use `ws`.', 'We use `ws 8.23`.', '`fastify`, `ws@8.23.0`'])('decided: %s', (page) => {
  expect(undecided(page)).toEqual([]);
});

test.each(['', 'The news about ws.', 'We use `wss`.'])('not decided: %s', (page) => {
  expect(undecided(page)).toEqual(['package.json: no page of docs/adr says why we use `ws`']);
});

test('without docs/adr nothing is asked yet', () => {
  expect(checkDecisions([manifest('package.json', { ws: '1.0.0' })])).toEqual([]);
});
