/**
 * Whether this device draws emoji in colour. Where it has no font for them a dish shows its coloured initial, never an
 * empty box. Looked at once: fonts do not change under a running page.
 */
export const hasEmoji: boolean = drawsColour('🐟');

function drawsColour(emoji: string): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = 20;
  canvas.height = 20;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  context.font = '16px sans-serif';
  context.textBaseline = 'top';
  context.fillText(emoji, 0, 0);
  const pixels = context.getImageData(0, 0, 20, 20).data;
  for (let at = 0; at < pixels.length; at += 4) {
    // A box is drawn in black; a picture has colours that differ.
    if (pixels[at] !== pixels[at + 1] || pixels[at + 1] !== pixels[at + 2]) return true;
  }
  return false;
}
