import type { Install } from '@resto360/domain';
import type { JournalEntry } from './store.ts';

type Link = Pick<JournalEntry, 'id' | 'install' | 'seq' | 'prev' | 'link' | 'version'>;

/**
 * The chains of the installs, as the journal holds them: each op names the link of the one before. An install that was
 * cloned has two ops of one number and two branches; such a fork is told elsewhere and not judged here (SYN-12).
 */
export class DeviceChains {
  readonly #links = new Map<Install, Map<number, Link[]>>();

  add(entry: Link): void {
    const { id, install, seq, prev, link, version } = entry;
    const ofInstall = this.#links.get(install) ?? new Map<number, Link[]>();
    this.#links.set(install, ofInstall);
    ofInstall.set(seq, [...(ofInstall.get(seq) ?? []), { id, install, seq, prev, link, version }]);
  }

  /** The first op, by version, that does not follow the op before it. */
  firstBreak(): string | undefined {
    let first: Link | undefined;
    for (const ofInstall of this.#links.values()) {
      if ([...ofInstall.values()].some((links) => links.length > 1)) continue;
      for (const [link] of ofInstall.values()) {
        const before = link && ofInstall.get(link.seq - 1)?.[0];
        if (!link || !before || before.link === link.prev) continue;
        if (!first || link.version < first.version) first = link;
      }
    }
    return (
      first &&
      `version ${first.version}, op ${first.id}: does not follow op ${first.seq - 1} of install ${first.install}`
    );
  }
}
