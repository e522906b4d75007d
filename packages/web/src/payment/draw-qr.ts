/** How much of the square may be covered or torn before it is not read any more (M: 15 %), and the white around it. */
const LOOK = {
  type: 'svg',
  errorCorrectionLevel: 'M',
  margin: 2,
  color: { dark: '#000000ff', light: '#ffffffff' },
} as const;

// A piece of its own: most houses show no code, and those that do have it from the service worker on a dead line.
const encoder = () => import('qrcode/lib/browser.js');

/** Fetches what draws codes before one is asked for. That it could not be had is said when one is drawn. */
export function fetchQr(): void {
  encoder().catch(() => undefined);
}

/** The address of a picture of a text as a square code: dark on white, whatever the page's colours. **Errors** the encoder could not be loaded. */
export async function drawQr(text: string): Promise<string> {
  const { toString } = await encoder();
  return `data:image/svg+xml,${encodeURIComponent(await toString(text, LOOK))}`;
}
