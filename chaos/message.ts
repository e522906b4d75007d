import type { Random } from '@resto360/domain';

const NONE = Buffer.alloc(0);
/** Of bodies that nothing checks, so many bytes in a row are spoilt: no string of ours is as long, so JSON breaks. */
const BURST = 48;

/** Finds where the body of an HTTP message begins, however the network cut it. */
export class MessageReader {
  #head = '';
  #isInBody = false;

  /** The part of these bytes that is head, and the part that is body. */
  take(bytes: Buffer): { readonly head: Buffer; readonly body: Buffer } {
    if (this.#isInBody) return { head: NONE, body: bytes };
    const before = this.#head.length;
    this.#head += bytes.toString('latin1');
    const end = this.#head.indexOf('\r\n\r\n');
    if (end < 0) return { head: bytes, body: NONE };
    this.#isInBody = true;
    this.#head = this.#head.slice(0, end + 4);
    const cut = end + 4 - before;
    return { head: bytes.subarray(0, cut), body: bytes.subarray(cut) };
  }

  /** How its body comes to the device as a live line, where it is one: as frames of a WebSocket, or as chunks of a stream. */
  get liveKind(): 'socket' | 'stream' | undefined {
    if (!this.#isInBody) return undefined;
    if (this.#head.startsWith('HTTP/1.1 101 ')) return 'socket';
    const isStream = /^content-type: text\/event-stream/im.test(this.#head);
    return isStream && /^transfer-encoding: chunked/im.test(this.#head) ? 'stream' : undefined;
  }

  /** Whether its body carries a check sum, as gzip does. */
  get isChecked(): boolean {
    return /^content-encoding: gzip/im.test(this.#head);
  }
}

/**
 * A body with other bytes: one bit where gzip notices it; otherwise the top bit of many, which is no JSON any more.
 * **Why** not one bit of plain text: nothing below TLS could notice that, and TLS is what notices it.
 */
export function altered(body: Buffer, isChecked: boolean, random: Random): Buffer {
  const spoilt = Buffer.from(body);
  const count = isChecked ? 1 : Math.min(BURST, body.length);
  const from = random.below(body.length - count + 1);
  for (let at = from; at < from + count; at++) spoilt[at] = (spoilt[at] ?? 0) ^ (isChecked ? 0x10 : 0x80);
  return spoilt;
}

/** What a hotspot says to whoever has not paid. */
export const PORTAL_PAGE = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<!doctype html><title>Wi-Fi</title><p>Bienvenue !',
);
