import type { Import } from './imports.ts';
import { listImports, packageNameOf } from './imports.ts';
import type { RepoFile } from './repo-file.ts';
import { isConfig, isTest, packageOf } from './repo-file.ts';

/** A room: a package, what of ours it may import, and whether it may use what Node brings along. */
export interface Room {
  readonly mayImport: readonly string[];
  readonly mayUseNode: boolean;
  /** Imports which stay closed although the line above would open them. */
  readonly never: readonly string[];
}

/** Who may import whom. A new package gets its line here first. */
export const rooms: Readonly<Record<string, Room>> = {
  'packages/domain': { mayImport: [], mayUseNode: false, never: [] },
  'packages/sync': { mayImport: ['@resto360/domain'], mayUseNode: false, never: [] },
  'packages/payments': { mayImport: ['@resto360/domain'], mayUseNode: false, never: [] },
  'packages/sim': { mayImport: ['@resto360/domain', '@resto360/sync'], mayUseNode: false, never: [] },
  'packages/server': {
    mayImport: ['@resto360/domain', '@resto360/sync', '@resto360/payments'],
    mayUseNode: true,
    never: [],
  },
  'packages/web': {
    mayImport: ['@resto360/domain', '@resto360/sync'],
    mayUseNode: false,
    never: ['@resto360/sync/server', 'typebox', '@sinclair/typebox', '@fastify/type-provider-typebox'],
  },
};

/** Files of a room without Node which run under Node all the same: tests, configuration, commands, providers. */
function runsUnderNode(path: string): boolean {
  return (
    isTest(path) ||
    isConfig(path) ||
    path === 'packages/sim/src/cli.ts' ||
    path.startsWith('packages/payments/src/node/')
  );
}

/** The walls between the packages: our imports by the table of rooms, npm packages by the package's own manifest. */
export function checkRooms(files: readonly RepoFile[]): string[] {
  const manifests = readManifests(files);
  return listImports(files).flatMap((found) => {
    const home = packageOf(found.from);
    if (home === undefined) return [];
    const room = rooms[home];
    if (room === undefined) return [`${found.place}: ${home} has no line in the table of rooms`];
    const problem = problemOf(found, home, room, manifests);
    return problem === undefined ? [] : [`${found.place}: ${problem}`];
  });
}

function problemOf(found: Import, home: string, room: Room, manifests: Manifests): string | undefined {
  const { specifier, from, to } = found;
  if (specifier.startsWith('.')) {
    if (to === undefined) return isAsset(specifier) ? undefined : `${specifier} leads to no file`;
    return packageOf(to) === home ? undefined : `${specifier} climbs out of ${home}: import the package by its name`;
  }
  const name = packageNameOf(specifier);
  if (room.never.some((closed) => specifier === closed || specifier.startsWith(`${closed}/`))) {
    return `${home} may never import ${specifier}`;
  }
  if (specifier.startsWith('node:')) {
    return room.mayUseNode || runsUnderNode(from) ? undefined : `${home} may not use ${specifier}`;
  }
  if (name.startsWith('@resto360/')) {
    if (!room.mayImport.includes(name)) return `${home} may not import ${name}`;
    return to === undefined ? `${specifier} is not a public entry of ${name}` : undefined;
  }
  const known = manifests.of(home, isTest(from) || isConfig(from));
  return known.has(name) || name.startsWith('virtual:')
    ? undefined
    : `${home} does not list ${name} in its package.json`;
}

/** Styles, pictures and the like are the bundler's business. */
function isAsset(specifier: string): boolean {
  return /\.(css|svg|png|webp|woff2|json)(\?.*)?$/.test(specifier);
}

interface Manifests {
  of(home: string, mayUseTools: boolean): ReadonlySet<string>;
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

function readManifests(files: readonly RepoFile[]): Manifests {
  const read = (path: string): Manifest => {
    const file = files.find((candidate) => candidate.path === path);
    return file === undefined ? {} : JSON.parse(file.text);
  };
  const tools = Object.keys(read('package.json').devDependencies ?? {});
  return {
    of(home, mayUseTools) {
      const { dependencies = {}, devDependencies = {} } = read(`${home}/package.json`);
      const own = Object.keys(dependencies);
      return new Set(mayUseTools ? [...own, ...Object.keys(devDependencies), ...tools] : own);
    },
  };
}
