import { isObject } from '@resto360/domain';
import { keep, kept } from '../station/keep.ts';
import type { Canary, Loss } from './loss.ts';

/** The installations of this device as they were last seen. What nobody can read any more is as good as not there. */
export const keptCanaries = (): Canary[] => listOf<Canary>('canaries', ['seq', 'sent']);

/** Keeps where an installation stands; one per restaurant. */
export function keepCanary(canary: Canary): void {
  keepAll('canaries', [...keptCanaries().filter(({ restaurant }) => restaurant !== canary.restaurant), canary]);
}

/** The losses that nobody has confirmed yet. */
export const keptLosses = (): Loss[] => listOf<Loss>('losses', ['first', 'last']);

/** Adds losses to those that are kept, in place of what was known of the same installation; their canaries go. */
export function keepLosses(losses: readonly Loss[]): void {
  const installs = new Set(losses.map(({ install }) => install));
  const others = <T extends Pick<Loss, 'install'>>(all: readonly T[]) =>
    all.filter(({ install }) => !installs.has(install));
  // First what is added: cut short between the two, a loss is noticed twice and not never.
  keepAll('losses', [...others(keptLosses()), ...losses]);
  keepAll('canaries', others(keptCanaries()));
}

/** Somebody has read it and dealt with it. */
export function forgetLoss(install: string): void {
  keepAll(
    'losses',
    keptLosses().filter((loss) => loss.install !== install),
  );
}

const keepAll = (name: 'canaries' | 'losses', all: readonly object[]): void =>
  keep(name, all.length === 0 ? null : JSON.stringify(all));

function listOf<T>(name: 'canaries' | 'losses', numbers: readonly string[]): T[] {
  try {
    const all = JSON.parse(kept(name) ?? '[]') as unknown;
    if (!Array.isArray(all)) return [];
    const isWhole = (one: unknown) =>
      isObject(one) &&
      ['restaurant', 'install', 'series'].every((key) => typeof one[key] === 'string') &&
      numbers.every((key) => Number.isSafeInteger(one[key]));
    return all.filter((one): one is T => isWhole(one));
  } catch {
    return [];
  }
}
