import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO_MERCHANTS, demoRails, type DemoPlace } from './demo-merchants.ts';
import { playerPage } from './player-page.ts';
import { ClockMode } from './sim-clock.ts';
import { deliverOverHttp, type Deliver } from './sim-deliver.ts';
import { SimDesk } from './sim-desk.ts';
import { answerRequest } from './sim-handler.ts';
import type { Crowd, SimRail } from './sim-world.ts';

/** The rails of a simulator and who is paid on them. */
export type SimHouse = {
  readonly makeRails: (place: DemoPlace) => readonly SimRail[];
  /** By rail: who is paid where a customer pays by themselves and names nobody. */
  readonly merchants: Readonly<Record<string, string>>;
  /** What the control API masks. */
  readonly secrets: readonly string[];
};

/** How a simulator is started. **Units** ms. */
export type PaysimOptions = {
  /** Default 0: any that is free. */
  readonly port?: number;
  /** `127.0.0.1`, and nothing else. */
  readonly host?: string;
  /** Default 1. */
  readonly seed?: number;
  /** Default `real`. */
  readonly mode?: ClockMode;
  /** When each world begins; default now. */
  readonly startMs?: number;
  /** Ids of money begin above it: who starts again beside a house that remembers gives none twice. */
  readonly firstNumber?: number;
  /** The wall's clock; for tests. */
  readonly nowMs?: () => number;
  /** How often the wall's clock is looked at; default 100. */
  readonly tickMs?: number;
  /** Default the demo restaurant at MTN, Wave and pawaPay. */
  readonly house?: SimHouse;
  /** Where Wave's and pawaPay's events go; MTN's go where the account says. */
  readonly webhookUrls?: DemoPlace['webhookUrls'];
  /** More origins of this machine that events may go to: MTN's. */
  readonly deliverTo?: readonly string[];
  /** In place of HTTP, for tests. */
  readonly deliver?: Deliver;
  /** What customers do by themselves; default nothing. */
  readonly crowd?: Crowd;
  /** Hears of bugs; default the console. */
  readonly onBug?: (error: unknown) => void;
};

/** A simulator that runs. `desk`: its world, network and post, which a reset replaces. */
export type Paysim = { readonly origin: string; readonly desk: SimDesk; close(): Promise<void> };

/** The demo restaurant's rails. */
export const DEMO_HOUSE: SimHouse = {
  makeRails: demoRails,
  merchants: Object.fromEntries(Object.entries(DEMO_MERCHANTS).map(([rail, { merchant }]) => [rail, merchant])),
  secrets: Object.values(DEMO_MERCHANTS).flatMap(({ secrets }) => Object.values(secrets)),
};

/**
 * Starts the simulator of the providers: a server on this machine that speaks as MTN, Wave and pawaPay do.
 * **Errors** rejects in production, for another host than 127.0.0.1, and when the port is taken.
 * **Source** section 8 of the providers' page.
 */
export async function startPaysim(options: PaysimOptions = {}): Promise<Paysim> {
  const { host = LOOPBACK, port = 0, tickMs = 100, onBug = (error) => console.error(error) } = options;
  if (process.env['NODE_ENV'] === 'production') throw new Error('paysim is no provider: it does not run in production');
  if (host !== LOOPBACK) throw new Error(`paysim listens on ${LOOPBACK} only, and not on ${host}`);
  const deliver = options.deliver ?? deliverOverHttp(originsOf(options));
  const page = playerPage();
  const server = createServer();
  const origin = await listen(server, port);
  const desk = deskOf(options, origin, deliver);
  server.on('request', (request, response) => {
    answerRequest(request, response, { desk, page }).catch((error: unknown) => {
      onBug(error);
      response.destroy();
    });
  });
  server.on('clientError', (_error, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nx-simulator: paysim\r\nconnection: close\r\n\r\n');
  });
  const ticker = setInterval(() => {
    desk.tick();
    void desk.post.pump();
  }, tickMs);
  return { origin, desk, close: () => close(server, desk, ticker) };
}

const LOOPBACK = '127.0.0.1';

function originsOf({ webhookUrls = {}, deliverTo = [] }: PaysimOptions): readonly string[] {
  return [...deliverTo, ...Object.values(webhookUrls).map((url) => new URL(url).origin)];
}

function deskOf(options: PaysimOptions, origin: string, deliver: Deliver): SimDesk {
  const {
    house = DEMO_HOUSE,
    seed = 1,
    mode = ClockMode.real,
    nowMs = Date.now,
    startMs,
    firstNumber = 0,
    crowd,
    webhookUrls,
  } = options;
  const makeRails = () => house.makeRails({ origin, ...(webhookUrls && { webhookUrls }) });
  return new SimDesk({ ...house, makeRails, seed, mode, nowMs, startMs, firstNumber, crowd, deliver });
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}`);
    });
  });
}

function close(server: Server, { post }: SimDesk, ticker: NodeJS.Timeout): Promise<void> {
  clearInterval(ticker);
  post.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
