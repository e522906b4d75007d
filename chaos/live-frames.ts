/**
 * One message on a live line, as it stands in the bytes. `from`, `to`: where its words lie. `isNews`: it carries words,
 * and is no ping, no close and no end.
 */
export type Frame = { readonly bytes: Buffer; readonly from: number; readonly to: number; readonly isNews: boolean };

type Shape = { readonly from: number; readonly to: number; readonly end: number; readonly isNews: boolean };
/** Where the message that begins these bytes lies in them; undefined: its head is not whole yet. */
type ShapeOf = (bytes: Buffer) => Shape | undefined;

/** Gathers the bytes of one direction until messages are whole. */
export class FrameReader {
  readonly #shapeOf: ShapeOf;
  #rest: Buffer = Buffer.alloc(0);

  constructor(shapeOf: ShapeOf) {
    this.#shapeOf = shapeOf;
  }

  take(bytes: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const frames: Frame[] = [];
    for (;;) {
      const shape = this.#shapeOf(this.#rest);
      if (!shape || shape.end > this.#rest.length) return frames;
      const { from, to, end, isNews } = shape;
      frames.push({ bytes: this.#rest.subarray(0, end), from, to, isNews });
      this.#rest = this.#rest.subarray(end);
    }
  }
}

const SHORT_MAX = 125;
const LONG_MARK = 127;
const MASK_BYTES = 4;
const OPCODE = { text: 1, binary: 2 } as const;

/** A frame of a WebSocket. **Source** RFC 6455, section 5.2. */
export const socketFrame: ShapeOf = (bytes) => {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const mark = second & 0x7f;
  const lengthBytes = mark <= SHORT_MAX ? 0 : mark === LONG_MARK ? 8 : 2;
  const from = 2 + lengthBytes + (second & 0x80 ? MASK_BYTES : 0);
  if (bytes.length < from) return undefined;
  const size = lengthBytes === 0 ? mark : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const opcode = first & 0x0f;
  const isNews = size > 0 && (opcode === OPCODE.text || opcode === OPCODE.binary);
  return { from, to: from + size, end: from + size, isNews };
};

/** A chunk of an answer that comes in chunks: an event of a stream is one. **Source** RFC 9112, section 7.1. */
export const answerChunk: ShapeOf = (bytes) => {
  const line = bytes.indexOf('\r\n');
  if (line < 0) return undefined;
  const size = Number.parseInt(bytes.toString('latin1', 0, line), 16);
  const from = line + 2;
  // What is no chunk is passed on as it is.
  if (!Number.isSafeInteger(size)) return { from: 0, to: bytes.length, end: bytes.length, isNews: false };
  return { from, to: from + size, end: from + size + 2, isNews: size > 0 };
};
