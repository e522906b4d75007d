/** Why there is no picture: somebody said no, there is no camera, or something else has it. */
export type CameraTrouble = 'refused' | 'missing' | 'busy';

/** The camera on the back where there is one, and enough of a picture for small squares. **Units** px. */
const WANTED = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
} as const;

/** The device's camera until `over`: then all its tracks are stopped, also where it is opened only afterwards. **Errors** a DOMException. */
export async function openCamera(over: AbortSignal, devices = navigator.mediaDevices): Promise<MediaStream> {
  const camera = await devices.getUserMedia(WANTED);
  const stop = () => {
    for (const track of camera.getTracks()) track.stop();
  };
  if (over.aborted) stop();
  else over.addEventListener('abort', stop, { once: true });
  return camera;
}

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** What an error of `openCamera` means, by its name; undefined where it is none that a browser announces. **Source** W3C Media Capture and Streams, getUserMedia. */
export function cameraTroubleOf(thrown: unknown): CameraTrouble | undefined {
  return TROUBLES[(thrown as { readonly name?: string } | null)?.name ?? ''];
}
