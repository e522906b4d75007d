import type { Random } from '@resto360/domain';
import { LineFault } from './fault.ts';
import { FrameReader, type Frame } from './live-frames.ts';
import { altered } from './message.ts';

/** What one direction of a live line asks of the connection it belongs to. */
export type WayDeps = {
  readonly random: Random;
  /** What happens to the message that passes now; it is counted. */
  readonly fate: () => LineFault | undefined;
  readonly push: (bytes: Buffer) => void;
  /** Resets the connection once everything before has passed. */
  readonly cut: () => void;
};

/** One direction of a live line: each message passes whole, or meets what the weather has for it. */
export class LiveWay {
  readonly #deps: WayDeps;
  readonly #frames: FrameReader;
  #isOver = false;

  constructor(shapeOf: ConstructorParameters<typeof FrameReader>[0], deps: WayDeps) {
    this.#deps = deps;
    this.#frames = new FrameReader(shapeOf);
  }

  take(bytes: Buffer): void {
    for (const frame of this.#frames.take(bytes)) if (!this.#isOver) this.#pass(frame);
  }

  #pass({ bytes, from, to, isNews }: Frame): void {
    const { random, push, cut, fate } = this.#deps;
    const kind = isNews ? fate() : undefined;
    if (kind === LineFault.liveDrop) return;
    if (kind === LineFault.liveCut || kind === LineFault.liveCutUp) {
      this.#isOver = true;
      push(bytes.subarray(0, random.between(1, bytes.length - 1)));
      return cut();
    }
    if (kind === LineFault.liveAlter) {
      const words = altered(bytes.subarray(from, to), false, random);
      return push(Buffer.concat([bytes.subarray(0, from), words, bytes.subarray(to)]));
    }
    push(bytes);
    if (kind === LineFault.liveDouble) push(bytes);
  }
}
