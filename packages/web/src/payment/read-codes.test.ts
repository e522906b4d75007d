import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cameraTroubleOf, openCamera } from './camera.ts';
import { FAILS_MAX, LOOK_MS, READ_MAX_MS, readCodes } from './read-codes.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A tablet whose camera opens when it is told to, and what its reading told. */
function tablet({ detect = async (): Promise<string[]> => [] } = {}) {
  const track = Object.assign(new EventTarget(), { isLive: true, stop: () => (track.isLive = false) });
  const camera = { getTracks: () => [track] } as unknown as MediaStream;
  const opening = Promise.withResolvers<MediaStream>();
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const video = { srcObject: null as unknown, readyState: 4, play: async () => undefined };
  const told: string[] = [];
  const detector = { detect: async () => (await detect()).map((rawValue) => ({ rawValue })) };
  const devices = { getUserMedia: () => opening.promise } as unknown as MediaDevices;
  const end = readCodes(
    video as unknown as HTMLVideoElement,
    {
      onLooking: () => told.push('looking'),
      onCodes: (texts) => told.push(...texts),
      onTrouble: (why) => told.push(why),
      onHidden: () => told.push('hidden'),
    },
    {
      page: page as unknown as Document,
      open: (over) => openCamera(over, devices),
      newDetector: async () => detector,
    },
  );
  const see = (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const opens = async () => {
    opening.resolve(camera);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { track, video, told, end, see, opens, refuses: opening.reject, camera };
}

const looks = (count: number) => vi.advanceTimersByTimeAsync(count * LOOK_MS);

test('[PAY-19] it shows the picture and tells of each code, until it is called off: then the camera is off', async () => {
  const codes = [[], ['A1234', 'B1234']];
  const { told, opens, track, video, camera, end } = tablet({ detect: async () => codes.shift() ?? [] });
  await opens();
  expect(video.srcObject).toBe(camera);
  await looks(3);
  expect(told).toEqual(['looking', 'A1234', 'B1234']);
  expect(track.isLive).toBe(true);
  end();
  expect(track.isLive).toBe(false);
  expect(video.srcObject).toBeNull();
  codes.push(['C1234']);
  await looks(3);
  expect(told).toEqual(['looking', 'A1234', 'B1234']);
});

test('[PAY-19] called off while the browser asks: the camera that comes afterwards is off at once', async () => {
  const { told, opens, track, video, end } = tablet();
  end();
  await opens();
  expect(track.isLive).toBe(false);
  expect(video.srcObject).toBeNull();
  await vi.advanceTimersByTimeAsync(READ_MAX_MS);
  expect(told).toEqual([]);
});

test('[PAY-19] called off during a look: what that finds is not told', async () => {
  const found = Promise.withResolvers<string[]>();
  const { told, opens, end } = tablet({ detect: () => found.promise });
  await opens();
  end();
  found.resolve(['A1234']);
  await looks(2);
  expect(told).toEqual(['looking']);
});

test('[PAY-19] a page that is hidden turns the camera off, also where it opens behind it', async () => {
  const seen = tablet();
  await seen.opens();
  seen.see('hidden');
  expect(seen.track.isLive).toBe(false);
  expect(seen.told).toEqual(['looking', 'hidden']);
  const unseen = tablet();
  unseen.see('hidden');
  expect(unseen.told).toEqual([]);
  await unseen.opens();
  expect(unseen.track.isLive).toBe(false);
  expect(unseen.told).toEqual(['hidden']);
});

test('[PAY-19] what the browser asks for leave with may hide the page for a moment', async () => {
  const { see, opens, track, told } = tablet();
  see('hidden');
  see('visible');
  await opens();
  expect(track.isLive).toBe(true);
  expect(told).toEqual(['looking']);
});

test('[PAY-19] a camera that is taken away, or shows nothing for long, is told and turned off', async () => {
  const taken = tablet();
  await taken.opens();
  taken.track.dispatchEvent(new Event('ended'));
  expect(taken.told).toEqual(['looking', 'busy']);
  expect(taken.track.isLive).toBe(false);
  const idle = tablet();
  await idle.opens();
  await vi.advanceTimersByTimeAsync(READ_MAX_MS);
  expect(idle.told).toEqual(['looking', 'nothing']);
  expect(idle.track.isLive).toBe(false);
});

test('[PAY-19] looks that fail are made again; too many in a row say that this device cannot', async () => {
  let fails = FAILS_MAX - 1;
  const some = tablet({
    detect: async () => {
      fails -= 1;
      if (fails >= 0) throw new DOMException('', 'NotSupportedError');
      return ['A1234'];
    },
  });
  await some.opens();
  await looks(FAILS_MAX - 1);
  expect(some.told).toEqual(['looking', 'A1234']);
  const all = tablet({ detect: () => Promise.reject(new DOMException('', 'NotSupportedError')) });
  await all.opens();
  await looks(FAILS_MAX);
  expect(all.told).toEqual(['looking', 'unreadable']);
  expect(all.track.isLive).toBe(false);
});

test('[PAY-19] nothing is looked for before there is a picture', async () => {
  const { video, opens, told } = tablet({ detect: async () => ['A1234'] });
  video.readyState = 1;
  await opens();
  await looks(FAILS_MAX + 1);
  expect(told).toEqual(['looking']);
  video.readyState = 2;
  await looks(1);
  expect(told).toEqual(['looking', 'A1234']);
});

test('[PAY-19] a camera that does not open says why, by the name of the error', async () => {
  const { told, refuses } = tablet();
  refuses(new DOMException('Permission denied', 'NotAllowedError'));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['refused']);
  const names = ['SecurityError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError', 'AbortError'];
  const whys = ['refused', 'missing', 'missing', 'busy', 'busy'];
  expect(names.map((name) => cameraTroubleOf(new DOMException('', name)))).toEqual(whys);
  expect(cameraTroubleOf(new TypeError('x is not a function'))).toBeUndefined();
});
