import type { Install } from '@resto360/domain';
import type { DeviceIdentity } from '../enrolment/credentials.ts';
import type { Restaurant } from '../exceptions/notice.ts';

/** What a browser gave to be written to: an address of its push service, and the keys that only it can open with. */
export type PushSubscription = {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: 'fr' | 'en';
};

/** A subscription with what is new for it. `toldUntil`, `newestAt`: moments of notices, ms since 1970. */
export type DuePush = PushSubscription & {
  readonly install: Install;
  readonly failures: number;
  readonly toldUntil: number;
  readonly newestAt: number;
  readonly kind: string;
  readonly count: number;
};

/**
 * Who wants to be told with the page closed, and what they were told. All of its moments are the database's: the clocks
 * of two servers are two.
 */
export interface PushDesk {
  /**
   * One per install, and one per address: a later one takes the place of both, also where the browser of the address was
   * a device of another house. What is open already is not told.
   */
  subscribe(device: Device, subscription: PushSubscription): Promise<void>;
  /** Where a device is written to; undefined where it is not. */
  getAddress(device: Device): Promise<string | undefined>;
  /** The device is told no more, nor the browser of this address, whosever device it was. */
  unsubscribe(device: Device, endpoint?: string): Promise<void>;
  listDue(restaurant: Restaurant): Promise<readonly DuePush[]>;
  /**
   * Takes what is due for this process, for a minute; false when another one has it. What nobody hears of by then, because
   * the process ended, is due again.
   */
  claim(restaurant: Restaurant, due: DuePush): Promise<boolean>;
  /** It was not taken: it is due again after a pause. **Units** ms. */
  giveBack(restaurant: Restaurant, due: DuePush, pauseMs: number): Promise<void>;
  /** It was taken. */
  taken(restaurant: Restaurant, due: DuePush): Promise<void>;
  /** The browser of this address is gone; one that took its place meanwhile stays. */
  gone(restaurant: Restaurant, due: DuePush): Promise<void>;
}

type Device = Pick<DeviceIdentity, 'restaurant' | 'install'>;
