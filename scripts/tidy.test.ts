import { expect, test } from 'vitest';
import { checkBans } from './tidy/bans.ts';
import { checkCycles } from './tidy/cycles.ts';
import { checkDeadFiles } from './tidy/dead-files.ts';
import { checkDecisions, checkVersions } from './tidy/dependencies.ts';
import { checkFrozenMigrations } from './tidy/frozen-migrations.ts';
import { checkNouns } from './tidy/nouns.ts';
import { readRepo } from './tidy/read-repo.ts';
import type { Check } from './tidy/repo-file.ts';
import { checkRelease } from './tidy/release.ts';
import { checkRooms } from './tidy/rooms.ts';
import { checkSecrets } from './tidy/secrets.ts';
import { checkSpecRules } from './tidy/spec-rules.ts';
import {
  checkAny,
  checkDefaultExports,
  checkErasable,
  checkFileLengths,
  checkFileNames,
  checkLeftovers,
  checkSilencers,
  checkSkippedTests,
  checkTestPlaces,
} from './tidy/style.ts';

// The walls of the house. Each check has tests of its own beside it, which show it failing.
const checks: readonly (readonly [string, Check])[] = [
  ['packages import only what the table of rooms allows', checkRooms],
  ['a noun of the domain uses only the nouns before it', checkNouns],
  ['no file needs itself', checkCycles],
  ['pure packages touch no clock, random, network or timer', checkBans],
  ['nothing is exported without a name', checkDefaultExports],
  ['file names are kebab-case', checkFileNames],
  ['no file is too long', checkFileLengths],
  ['no enum, no namespace', checkErasable],
  ['`any` has a reason beside it', checkAny],
  ['silenced tools have a reason beside it', checkSilencers],
  ['nothing is left to do in comments', checkLeftovers],
  ['no test is left out', checkSkippedTests],
  ['tests lie where a runner looks', checkTestPlaces],
  ['something leads to every source file', checkDeadFiles],
  ['a release holds nothing of the tests', checkRelease],
  ['rules and tests know each other', checkSpecRules],
  ['migrations stay as they were', checkFrozenMigrations],
  ['versions are exact', checkVersions],
  ['every dependency was decided', checkDecisions],
  ['no secret lies in the repository', checkSecrets],
];

const files = readRepo();

test.each(checks)('%s', (_name, check) => {
  expect(check(files)).toEqual([]);
});
