import { useEffect } from 'react';
import { fetchQr } from './draw-qr.ts';

/** Fetches what draws codes while the page offers rails, so that a square is there when one is asked for. It shows nothing. */
export function QrAhead(): null {
  useEffect(fetchQr, []);
  return null;
}
