import type { RepoFile } from './repo-file.ts';
import { isTest, placeOf } from './repo-file.ts';
import { partsOf } from './source-text.ts';

/** What the letters of a rule's number stand for: sync, order, payment, kitchen, tenancy, notices. */
export const rulePrefixes = ['SYN', 'ORD', 'PAY', 'KIT', 'TEN', 'NOT'] as const;

const id = `(?:${rulePrefixes.join('|')})-\\d+`;
const specFolder = 'docs/spec/';

interface Rule {
  readonly id: string;
  readonly place: string;
  readonly isLater: boolean;
}

/**
 * Rules and tests know each other. A rule is a heading `### SYN-12 …` in docs/spec; a test cites it with `[SYN-12]`
 * in its title. Each rule has a test, unless its heading ends in `(later)`; each citation has a rule.
 */
export function checkSpecRules(files: readonly RepoFile[]): string[] {
  if (!files.some((file) => file.path.startsWith(specFolder))) return [];
  const specs = files.filter((file) => file.path.startsWith(specFolder) && file.path.endsWith('.md'));
  const rules = specs.flatMap(listRules);
  const citations = files.filter((file) => isTest(file.path)).flatMap(listCitations);
  return [
    ...specs.flatMap(strangeHeadings),
    ...doubles(rules),
    ...citedWrongly(citations, rules),
    ...uncited(rules, citations),
  ];
}

function listRules(file: RepoFile): Rule[] {
  const headings = [...file.text.matchAll(new RegExp(`^### (${id})\\b(.*)$`, 'gm'))];
  return headings.map((match) => ({
    id: match[1] ?? '',
    place: placeOf(file, match.index),
    isLater: (match[2] ?? '').trimEnd().endsWith('(later)'),
  }));
}

/** Reads the titles of tests and groups: `[SYN-12]`, or `[SYN-12, SYN-14]`. */
function listCitations(file: RepoFile): { id: string; place: string }[] {
  const { strings } = partsOf(file.text);
  return [...strings.matchAll(new RegExp(`\\[(${id}(?:\\s*,\\s*${id})*)\\]`, 'g'))].flatMap((match) =>
    (match[1] ?? '').split(',').map((cited) => ({ id: cited.trim(), place: placeOf(file, match.index) })),
  );
}

function strangeHeadings(file: RepoFile): string[] {
  return [...file.text.matchAll(/^### ([A-Z]+-\d+)/gm)]
    .filter((match) => !new RegExp(`^${id}$`).test(match[1] ?? ''))
    .map((match) => `${placeOf(file, match.index)}: ${match[1]} begins with letters that stand for nothing`);
}

function doubles(rules: readonly Rule[]): string[] {
  return rules
    .filter((rule, at) => rules.findIndex((other) => other.id === rule.id) !== at)
    .map((rule) => `${rule.place}: ${rule.id} is the number of another rule too`);
}

function citedWrongly(citations: readonly { id: string; place: string }[], rules: readonly Rule[]): string[] {
  return citations.flatMap((cited) => {
    const rule = rules.find((candidate) => candidate.id === cited.id);
    if (rule === undefined) return [`${cited.place}: ${cited.id} is no rule of docs/spec`];
    return rule.isLater ? [`${cited.place}: ${cited.id} is marked (later), so no test can hold it`] : [];
  });
}

function uncited(rules: readonly Rule[], citations: readonly { id: string }[]): string[] {
  const cited = new Set(citations.map((citation) => citation.id));
  return rules
    .filter((rule) => !rule.isLater && !cited.has(rule.id))
    .map((rule) => `${rule.place}: no test cites [${rule.id}]`);
}
