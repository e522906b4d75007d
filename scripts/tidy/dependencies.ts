import type { RepoFile } from './repo-file.ts';

interface Dependency {
  readonly manifest: string;
  readonly name: string;
  readonly version: string;
}

/** Versions are exact, and one package has one version in the whole repository. */
export function checkVersions(files: readonly RepoFile[]): string[] {
  const dependencies = listDependencies(files);
  const loose = dependencies
    .filter(({ version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(({ manifest, name, version }) => `${manifest}: ${name} is "${version}", which is no exact version`);
  const firstOf = new Map(dependencies.toReversed().map((dependency) => [dependency.name, dependency]));
  const torn = dependencies
    .filter(({ name, version }) => firstOf.get(name)?.version !== version)
    .map(
      ({ manifest, name, version }) =>
        `${manifest}: ${name} is ${version} here and ${firstOf.get(name)?.version} in ${firstOf.get(name)?.manifest}`,
    );
  return [...loose, ...torn];
}

/** Someone decided for each dependency and wrote down why: its name stands in backticks in a page of docs/adr. */
export function checkDecisions(files: readonly RepoFile[]): string[] {
  const pages = files.filter((file) => /^docs\/adr\/.*\.md$/.test(file.path));
  if (!files.some((file) => file.path.startsWith('docs/adr/'))) return [];
  const decided = new Set(
    pages
      .flatMap((page) => [...page.text.matchAll(/`((?:@[\w.-]+\/)?[\w.-]+)(?:[ @][^`\n]*)?`/g)])
      .map((match) => match[1]),
  );
  const ours = new Set(manifestsOf(files).map(({ text }) => (JSON.parse(text) as { name?: string }).name));
  return listDependencies(files)
    .filter(({ name }) => !ours.has(name) && !decided.has(name))
    .map(({ manifest, name }) => `${manifest}: no page of docs/adr says why we use \`${name}\``);
}

function listDependencies(files: readonly RepoFile[]): Dependency[] {
  return manifestsOf(files).flatMap(({ path, text }) => {
    const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(text);
    return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((group) =>
      Object.entries(manifest[group] ?? {}).map(([name, version]) => ({ manifest: path, name, version })),
    );
  });
}

function manifestsOf(files: readonly RepoFile[]): RepoFile[] {
  return files.filter((file) => /^(packages\/[^/]+\/)?package\.json$/.test(file.path));
}
