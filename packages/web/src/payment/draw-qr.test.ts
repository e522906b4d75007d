import { expect, test } from 'vitest';
import { drawQr } from './draw-qr.ts';

const svgOf = async (text: string) => decodeURIComponent((await drawQr(text)).replace('data:image/svg+xml,', ''));

test('a text becomes a picture, black on a white that is painted', async () => {
  const svg = await svgOf('https://pay.example/c/abc?x=1&y=é');
  expect(svg).toMatch(/^<svg xmlns/);
  expect(svg).toContain('fill="#ffffff"');
  expect(svg).toContain('stroke="#000000"');
});

test('another text is another picture, the same text the same', async () => {
  const [one, same, other] = await Promise.all(['a', 'a', 'b'].map(svgOf));
  expect(one).toBe(same);
  expect(one).not.toBe(other);
});

test('an address of four hundred signs still has room', async () => {
  expect(await svgOf(`https://pay.example/${'x'.repeat(380)}`)).toContain('viewBox');
});
