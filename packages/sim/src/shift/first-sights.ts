import { CATALOG, MapView, openExceptions, type Id } from '@resto360/domain';
import { SERVER_INSTALL } from '@resto360/sync';
import { HOUSE } from '../house.ts';
import type { World } from '../world.ts';

/**
 * Counts as the server's metric does (`resto360_exceptions_total` over `resto360_device_ops_total`): every exception that
 * waits for a person, of every kind, once, when it is seen first, however soon it ends; and every op of a device that was
 * not rejected.
 */
export class FirstSights {
  readonly #world: World;
  readonly #view = new MapView();
  readonly #seen = new Map<Id, string>();
  #version = 0;
  #begin = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** What is there by now is the house as it opens, and nobody's op. */
  async open(): Promise<void> {
    await this.look();
    this.#seen.clear();
    this.#begin = this.#version;
  }

  /** Looks at what was committed since the last look, as the server's scanner does. */
  async look(): Promise<void> {
    const { server, now } = this.#world;
    const head = (await server.head(HOUSE.restaurant))?.head ?? 0;
    if (head === this.#version) return;
    for (const name of CATALOG.keys()) {
      for (const row of await server.rows(HOUSE.restaurant, name)) if (row.v > this.#version) this.#view.put(name, row);
    }
    this.#version = head;
    for (const { id, kind } of openExceptions(this.#view, now)) if (!this.#seen.has(id)) this.#seen.set(id, kind);
  }

  /** How many of each kind were seen. */
  byKind(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const kind of [...this.#seen.values()].toSorted()) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  async ops(): Promise<number> {
    const journal = await this.#world.server.journal(HOUSE.restaurant, this.#begin, Number.MAX_SAFE_INTEGER);
    return journal.filter(({ install, verdict }) => install !== SERVER_INSTALL && verdict !== 'rejected').length;
  }
}
