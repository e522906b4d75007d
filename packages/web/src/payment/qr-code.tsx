import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';

/**
 * What the guest opens, for their eyes and their camera.
 * **Why** as words for now: no encoder is among the packages. This component is the seam: the square goes above the
 * address, which stays for whoever cannot scan.
 */
export function QrCode({ text }: { readonly text: string }) {
  const words = usePaymentWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="qr-code" data-url={text}>
      <span className="muted small">{words.openPage}</span>
      <b className="mono qr-text">{text}</b>
      {'clipboard' in navigator && (
        <Button onClick={() => void copy().catch((thrown: unknown) => console.error(thrown))}>
          <span role="status">{isCopied ? `✓ ${words.copied}` : words.copy}</span>
        </Button>
      )}
    </div>
  );
}
