import { cameraTroubleOf, openCamera, type CameraTrouble } from './camera.ts';
import { newCodeDetector } from './code-detector.ts';

/** Why the reading ended by itself: no picture, a browser that cannot read it after all, or nothing in it for long. */
export type ReadTrouble = CameraTrouble | 'unreadable' | 'nothing';

/** What is said beside the picture: it opens, it looks, a code holds no reference; or, without a picture, why. */
export type CodeTold = 'opening' | 'looking' | 'none' | ReadTrouble;

/** What a reading tells. After `onTrouble` and `onHidden` it tells nothing more. */
export type ReadEars = {
  readonly onLooking: () => void;
  readonly onCodes: (texts: readonly string[]) => void;
  readonly onTrouble: (why: ReadTrouble) => void;
  readonly onHidden: () => void;
};

/** How long it looks: well below a station's lock, behind which no camera may run. **Units** ms. */
export const READ_MAX_MS = 90_000;
/** The pause between two looks. **Units** ms. */
export const LOOK_MS = 200;
/** So many looks in a row that fail are no accident. */
export const FAILS_MAX = 5;

/**
 * Shows what the camera sees and looks for codes in it, until the answer is called; then the camera is off.
 *
 *     asking ──► looking ──► over: called off · page hidden · trouble · too long
 *        └────────────────────▲
 *
 * **Why** a hidden page ends it: nobody holds a code before a tablet that shows something else. While the browser still
 * asks for leave it may hide the page itself.
 */
export function readCodes(video: HTMLVideoElement, ears: ReadEars, world: Partial<ReadWorld> = {}): () => void {
  const { page = document, open = openCamera, newDetector = newCodeDetector } = world;
  const over = new AbortController();
  const end = () => over.abort();
  const fail = (why: ReadTrouble) => {
    if (over.signal.aborted) return;
    end();
    ears.onTrouble(why);
  };
  const leaveWhenHidden = () => {
    if (over.signal.aborted || page.visibilityState !== 'hidden') return;
    end();
    ears.onHidden();
  };
  const run = async () => {
    const camera = await open(over.signal);
    for (const track of camera.getTracks()) track.addEventListener('ended', () => fail('busy'));
    page.addEventListener('visibilitychange', leaveWhenHidden, { signal: over.signal });
    leaveWhenHidden();
    if (over.signal.aborted) return;
    showIn(video, camera, over.signal);
    ears.onLooking();
    await look(video, newDetector, over.signal, ears.onCodes).catch(() => fail('unreadable'));
  };
  const timer = setTimeout(fail, READ_MAX_MS, 'nothing');
  over.signal.addEventListener('abort', () => clearTimeout(timer));
  run().catch((thrown: unknown) => {
    const why = cameraTroubleOf(thrown);
    if (why === undefined) console.error(thrown);
    fail(why ?? 'busy');
  });
  return end;
}

type ReadWorld = {
  readonly page: Document;
  readonly open: typeof openCamera;
  readonly newDetector: typeof newCodeDetector;
};

function showIn(video: HTMLVideoElement, camera: MediaStream, over: AbortSignal): void {
  video.srcObject = camera;
  over.addEventListener('abort', () => {
    video.srcObject = null;
  });
  // Called off before its first picture: the looks below wait for one anyway.
  video.play().catch(() => undefined);
}

const hasPicture = ({ readyState }: HTMLVideoElement) => readyState >= 2;

async function look(
  video: HTMLVideoElement,
  newDetector: ReadWorld['newDetector'],
  over: AbortSignal,
  onCodes: ReadEars['onCodes'],
): Promise<void> {
  const detector = await newDetector();
  let fails = 0;
  while (!over.aborted) {
    try {
      const codes = hasPicture(video) ? await detector.detect(video) : [];
      fails = 0;
      if (codes.length > 0 && !over.aborted) onCodes(codes.map(({ rawValue }) => rawValue));
    } catch (thrown) {
      fails += 1;
      if (fails === FAILS_MAX) throw thrown;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
