import { scopeOf, type SyncAnswer } from '@resto360/sync';
import type { Row } from '@resto360/domain';
import { newId } from '../enrolment/secrets.ts';
import type { TestTablet } from './test-tablet.ts';

/** Who asks again at once when a server is away burns the machine that should start it. **Units** ms. */
const AGAIN_MS = 10;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * People who write and devices that read, as fast as they may, while servers and their database come and go. Each op makes
 * up to nine lines, and each line says of which op it is and how many they are, so that whoever reads sees what is missing.
 */
export class RestartCrowd {
  /** What a reader saw that must not be, in sentences. */
  readonly problems: string[] = [];
  /** How many ops were answered so far. */
  answered = 0;
  /** How many asks failed so far: a fault that nobody noticed shows nothing. */
  failed = 0;
  readonly #people: { readonly writers: readonly TestTablet[]; readonly readers: readonly TestTablet[] };
  readonly #urls: () => readonly string[];
  readonly #dice: (below: number) => number;
  readonly #writing: Promise<void>[] = [];
  readonly #reading: Promise<void>[] = [];
  #isResting = false;
  #isOver = false;

  /** `urls`: the servers that are meant to serve now. */
  constructor(
    people: { readonly writers: readonly TestTablet[]; readonly readers: readonly TestTablet[] },
    urls: () => readonly string[],
    dice: (below: number) => number,
  ) {
    this.#people = people;
    this.#urls = urls;
    this.#dice = dice;
  }

  /** Everybody begins, until `rest`. `head`: of the house, in which nothing of the crowd's is written yet. */
  begin(head: number): void {
    const { writers, readers } = this.#people;
    this.#reading.push(...readers.map((reader) => this.#read(reader, head)));
    this.#writing.push(...writers.map((writer) => this.#write(writer)));
  }

  /** Resolves when so many more ops were answered. */
  async progress(ops: number): Promise<void> {
    const aim = this.answered + ops;
    while (this.answered < aim) await pause(AGAIN_MS);
  }

  /** Nobody taps any more; resolves when everything was answered and the readers have read it all. */
  async rest(): Promise<void> {
    this.#isResting = true;
    await Promise.all(this.#writing);
    this.#isOver = true;
    await Promise.all(this.#reading);
  }

  async #write(writer: TestTablet): Promise<void> {
    while (!this.#isResting) {
      await writer.tap('order.add_line', linesOf(1 + this.#dice(9)));
      while (writer.words.size < writer.ops.length) {
        writer.url = this.#someUrl();
        if ((await writer.device.exchange()).kind !== 'done') await this.#failed();
      }
      this.answered += 1;
    }
  }

  async #read(reader: TestTablet, from: number): Promise<void> {
    const scope = scopeOf(reader.identity.kind).hash;
    let [since, head] = [from, from];
    for (;;) {
      const isLast = this.#isOver;
      const pull = { since, scope, limit: 1 + this.#dice(40) };
      const answer = await reader.ask(this.#someUrl(), { pull }).catch(() => undefined);
      if (answer?.status === 409) return void this.problems.push(`at ${since}: ${JSON.stringify(answer.body)}`);
      if (answer?.status !== 200) {
        await this.#failed();
        continue;
      }
      const { pull: page, head: now } = answer.body as SyncAnswer;
      if (now < head) this.problems.push(`the head fell from ${head} to ${now}`);
      if (page) this.problems.push(...wrongIn(page.rows, since, page.to));
      [since, head] = [page?.to ?? since, now];
      if (isLast && page?.more === false && since === head) return;
      await pause(1);
    }
  }

  async #failed(): Promise<void> {
    this.failed += 1;
    await pause(AGAIN_MS);
  }

  #someUrl(): string {
    const urls = this.#urls();
    return urls[this.#dice(Math.max(1, urls.length))] ?? 'http://localhost:1';
  }
}

type Lines = { readonly [collection: string]: readonly Row[] };

function linesOf(count: number): [string, ReturnType<typeof newId>, Record<string, never>][] {
  const at = Date.now();
  const [order, op] = [newId(at), newId(at)];
  const dish = { name: 'Garba', unitPriceMinor: 1_000, taxBp: 0, taxIncluded: true, station: null, modifiers: [] };
  const line = { born: true, order, addedBy: op, addedAt: at, item: newId(at), ...dish, seat: null, quantity: count };
  return Array.from({ length: count }, () => ['order_lines', newId(at), line as never]);
}

/** Every version of a page holds something, and every op in it is whole and of one version. */
function wrongIn(rows: Lines, since: number, to: number): string[] {
  const lines = rows['order_lines'] ?? [];
  const versions = new Set(lines.map(({ v }) => v));
  const missed = Array.from({ length: to - since }, (_, index) => since + 1 + index).filter((v) => !versions.has(v));
  const torn = [...Map.groupBy(lines, ({ f }) => f['addedBy'])].filter(
    ([, of]) => of.length !== of[0]?.f['quantity'] || new Set(of.map(({ v }) => v)).size > 1,
  );
  return [
    ...missed.map((version) => `version ${version} was missed`),
    ...torn.map(([op, of]) => `of an op (${JSON.stringify(op)}) ${of.length} lines were seen at once`),
  ];
}
