import type { LiveHello } from '@resto360/sync';
import type { ClientStore, ExchangeOutcome } from '@resto360/sync/client';
import { calm } from '../shell/calm.ts';
import type { Station } from '../station/station.ts';
import { httpTransport } from './http-transport.ts';
import { LiveChannel } from './live-channel.ts';
import { socketLine, streamLine } from './live-lines.ts';
import { News } from './news.ts';
import { SyncLoop } from './sync-loop.ts';
import { takeBeat, takeOutcome, takePage } from './take-outcome.ts';
import type { Later, Place } from './watch-line.ts';

/** What the tab that syncs lets others ask of it. */
export type Leading = {
  /** Something is to be sent or asked: a tap. */
  readonly wake: () => void;
  /** The line may be back: ask, and listen again. */
  readonly hurry: () => void;
  /** Nothing gets through although the server answers: give up what hangs, and connect anew (SYN-15). */
  readonly renew: () => void;
  readonly stop: () => void;
};

/**
 * Wires the loop and the live channel to this browser: clock, dice, timers, network. `onTaken` hears of every exchange
 * and every delta, with how far the server is known to be; `onAnswer` of every sign that the server is there.
 */
export function leadSync(
  station: Station,
  store: ClientStore,
  on: { readonly onTaken: (head: number) => void; readonly onAnswer: () => void },
): Leading {
  const { onTaken, onAnswer } = on;
  let hasPokes = false;
  const loop = new SyncLoop({
    exchange: () => news.during(() => station.device.exchange()),
    askedToWaitMs: () => station.device.askedToWaitMs(),
    hasUnsent: () => station.status.waiting > 0,
    hasPokes: () => hasPokes,
    dice,
    nowMs: () => Date.now(),
    later,
    calm,
    onOutcome: async (outcome) => {
      news.took(outcome);
      await takeOutcome(station, outcome);
      onTaken(headOf(outcome));
      if (outcome.kind !== 'offline') onAnswer();
    },
  });
  const news = new News({
    wake: () => loop.wake(),
    takeDelta: (delta) => station.device.takeDelta(delta),
    onPage: async (page) => {
      await takePage(station, page, page.to);
      onTaken(page.to);
    },
  });
  const channel = new LiveChannel({
    placeOf: () => placeOf(store),
    lines: { socket: socketLine, stream: streamLine },
    dice,
    later,
    onHead: (head) => {
      takeBeat(station);
      news.head(head);
      // Also where no exchange gets through: then something waits here, and the house must hear of it.
      onAnswer();
    },
    onDelta: (delta, head) => void news.delta(delta, head),
    onChange: (isOpen) => {
      hasPokes = isOpen;
      station.link = { ...station.link, live: isOpen };
      loop.wake();
    },
  });
  void channel.start();
  loop.wake();
  const hurry = () => {
    loop.wake();
    channel.hurry();
  };
  const renew = () => {
    httpTransport.giveUp();
    channel.renew();
    loop.wake();
  };
  const stop = () => {
    loop.stop();
    channel.stop();
  };
  return { wake: () => loop.tapped(), hurry, renew, stop };
}

const dice = () => Math.random();
const headOf = (outcome: ExchangeOutcome) => (outcome.kind === 'done' ? outcome.head : 0);

const later: Later = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

async function placeOf(store: ClientStore): Promise<Place | undefined> {
  return store.read(async (tx) => {
    const [identity, at] = [await tx.meta('identity'), await tx.meta('cursor')];
    if (!identity || !at) return undefined;
    const { cursor, lineage, scope } = at;
    return { identity, hello: { type: 'hello', cursor, lineage, scope } satisfies LiveHello };
  });
}
