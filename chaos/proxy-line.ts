import { connect, type Socket } from 'node:net';
import type { Random } from '@resto360/domain';
import { LineFault } from './fault.ts';
import { answerChunk, socketFrame } from './live-frames.ts';
import { LiveWay } from './live-way.ts';
import { altered, MessageReader, PORTAL_PAGE } from './message.ts';
import { Pipe, type Pace } from './pipe.ts';

/** What a fate is drawn for: an exchange, or a message of a live line to the device or to the server. */
export type Drawing = 'exchange' | 'down' | 'up';

/** What a connection asks of the proxy it belongs to. */
export type LineDeps = {
  readonly target: { readonly port: number; readonly localAddress: string };
  readonly random: Random;
  readonly pace: () => Pace;
  /** What happens to the exchange that begins now, or to the message; it is counted. */
  readonly fateOf: (what: Drawing) => LineFault | undefined;
  readonly closed: (line: ProxyLine) => void;
};

type Exchange = {
  readonly fate: LineFault | undefined;
  readonly request: Buffer[];
  readonly asked: MessageReader;
  readonly answer: MessageReader;
  isAnswered: boolean;
  isOver: boolean;
};

/** A copy of a request comes up to so much later. **Units** ms. */
const COPY_MAX_MS = 2_000;
const COPY_WAIT_MS = 8_000;

/** One connection of a device, and the connection to the server behind it. */
export class ProxyLine {
  readonly #deps: LineDeps;
  readonly #down: Socket;
  readonly #up: Socket;
  readonly #toServer: Pipe;
  readonly #toDevice: Pipe;
  #exchange: Exchange | undefined;
  /** Both ways of a live line, once the server has agreed to one. */
  #live: { readonly up: LiveWay; readonly down: LiveWay } | undefined;
  #isHalf = false;

  constructor(down: Socket, deps: LineDeps) {
    this.#deps = deps;
    this.#down = down;
    this.#up = connect({ ...deps.target, host: '127.0.0.1', noDelay: true });
    this.#toServer = new Pipe(deps.pace, (bytes) => void (this.#up.destroyed || this.#up.write(bytes)));
    this.#toDevice = new Pipe(deps.pace, (bytes) => void (down.destroyed || down.write(bytes)));
    down.setNoDelay(true);
    down.on('data', (bytes: Buffer) => this.#asked(bytes));
    this.#up.on('data', (bytes: Buffer) => this.#answered(bytes));
    // An error is followed by a close, which says all we need.
    for (const socket of [down, this.#up]) socket.on('error', () => undefined);
    down.on('close', () => this.#end());
    this.#up.on('close', () => this.#isHalf || this.#toDevice.after(() => down.end()));
  }

  /** The weather has changed. */
  look(): void {
    this.#toServer.look();
    this.#toDevice.look();
  }

  /** Both ends are told at once. */
  reset(): void {
    this.#down.resetAndDestroy();
    this.#up.destroy();
  }

  /** The way is lost: the server is told, and the device waits for whom nobody is. */
  halve(): void {
    this.#isHalf = true;
    this.#toServer.stop();
    this.#toDevice.stop();
    this.#up.destroy();
  }

  /** The device hears at last of a line that was lost. */
  mend(): void {
    if (this.#isHalf) this.reset();
  }

  #end(): void {
    this.#toServer.stop();
    this.#toDevice.stop();
    this.#up.destroy();
    this.#deps.closed(this);
  }

  #asked(bytes: Buffer): void {
    if (this.#isHalf) return;
    if (this.#live) return this.#live.up.take(bytes);
    if (!this.#exchange || this.#exchange.isAnswered) this.#exchange = this.#begin(bytes);
    const exchange = this.#exchange;
    if (exchange.isOver) return;
    exchange.request.push(bytes);
    const { head, body } = exchange.asked.take(bytes);
    if (exchange.fate === LineFault.captivePortal) return this.#showPortal(exchange);
    if (body.length === 0) return this.#toServer.push(bytes);
    this.#toServer.push(head);
    if (exchange.fate === LineFault.cutRequest) {
      this.#toServer.push(body.subarray(0, this.#deps.random.below(body.length)));
      exchange.isOver = true;
      return this.#toServer.after(() => this.reset());
    }
    const isAltered = exchange.fate === LineFault.alterRequest;
    this.#toServer.push(isAltered ? altered(body, exchange.asked.isChecked, this.#deps.random) : body);
  }

  // Exchanges have a fate of their own, and messages of the live channel have; other calls suffer with the connection.
  #begin(bytes: Buffer): Exchange {
    const isSync = bytes.toString('latin1', 0, 14) === 'POST /api/sync';
    return {
      fate: isSync ? this.#deps.fateOf('exchange') : undefined,
      request: [],
      asked: new MessageReader(),
      answer: new MessageReader(),
      isAnswered: false,
      isOver: false,
    };
  }

  #goLive(kind: 'socket' | 'stream') {
    const way = (what: 'up' | 'down', pipe: Pipe) =>
      new LiveWay(kind === 'socket' ? socketFrame : answerChunk, {
        random: this.#deps.random,
        fate: () => this.#deps.fateOf(what),
        push: (bytes) => pipe.push(bytes),
        cut: () => pipe.after(() => this.reset()),
      });
    this.#live = { up: way('up', this.#toServer), down: way('down', this.#toDevice) };
    return this.#live;
  }

  #showPortal(exchange: Exchange): void {
    exchange.isOver = true;
    this.#toDevice.push(PORTAL_PAGE);
    this.#toDevice.after(() => this.#down.end());
  }

  #answered(bytes: Buffer): void {
    const exchange = this.#exchange;
    if (this.#isHalf || exchange?.isOver) return;
    if (this.#live) return this.#live.down.take(bytes);
    const isFirst = exchange?.isAnswered === false;
    if (exchange) exchange.isAnswered = true;
    if (exchange?.fate === LineFault.dropAnswer) return this.reset();
    if (exchange?.fate === LineFault.duplicate && isFirst) this.#sendAgain(Buffer.concat(exchange.request));
    const { head, body } = exchange?.answer.take(bytes) ?? { head: bytes, body: bytes.subarray(0, 0) };
    this.#toDevice.push(head);
    const kind = exchange?.answer.liveKind;
    if (kind) return this.#goLive(kind).down.take(body);
    if (exchange && body.length > 0) this.#passBody(exchange, body);
  }

  #passBody(exchange: Exchange, body: Buffer): void {
    const { random } = this.#deps;
    if (exchange.fate === LineFault.alterAnswer)
      return this.#toDevice.push(altered(body, exchange.answer.isChecked, random));
    const isCut = exchange.fate === LineFault.cutAnswer;
    if (!isCut && exchange.fate !== LineFault.truncate) return this.#toDevice.push(body);
    this.#toDevice.push(body.subarray(0, random.below(body.length)));
    exchange.isOver = true;
    this.#toDevice.after(() => (isCut ? this.reset() : this.#down.end()));
  }

  /** The server hears the request once more, from nobody who waits for an answer. */
  #sendAgain(request: Buffer): void {
    const afterMs = this.#deps.random.below(COPY_MAX_MS);
    setTimeout(() => {
      const copy = connect({ ...this.#deps.target, host: '127.0.0.1' });
      copy.on('error', () => undefined);
      copy.on('data', () => copy.destroy());
      copy.write(request);
      setTimeout(() => copy.destroy(), COPY_WAIT_MS).unref();
    }, afterMs).unref();
  }
}
