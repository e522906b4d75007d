import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { drawQr } from './draw-qr.ts';

/**
 * What the guest opens, for their camera and for their eyes: the square, and below it the address for whoever cannot
 * scan. Where the square cannot be drawn the address is all there is.
 */
export function QrCode({ text }: { readonly text: string }) {
  const words = usePaymentWords();
  const square = useSquare(text);
  return (
    <div className="qr-code" data-url={text}>
      <span className="muted small">{square === undefined ? words.openPage : words.scan}</span>
      {square !== undefined && <img className="qr-square" src={square} alt={words.scanned} width="280" height="280" />}
      <b className={square === undefined ? 'mono qr-text' : 'mono qr-text below'}>{text}</b>
      <CopyButton text={text} />
    </div>
  );
}

/** The address of the picture of a text; undefined while it is drawn, and where it cannot be. */
function useSquare(text: string): string | undefined {
  const [drawn, setDrawn] = useState<{ readonly text: string; readonly square: string }>();
  useEffect(() => {
    let isGone = false;
    const draw = async () => {
      const square = await drawQr(text);
      if (!isGone) setDrawn({ text, square });
    };
    void draw().catch((thrown: unknown) => console.error(thrown));
    return () => {
      isGone = true;
    };
  }, [text]);
  return drawn?.text === text ? drawn.square : undefined;
}

function CopyButton({ text }: { readonly text: string }) {
  const words = usePaymentWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  if (!('clipboard' in navigator)) return null;
  return (
    <Button onClick={() => void copy().catch((thrown: unknown) => console.error(thrown))}>
      <span role="status">{isCopied ? `✓ ${words.copied}` : words.copy}</span>
    </Button>
  );
}
