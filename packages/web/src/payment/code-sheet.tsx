import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { readCodes, type CodeTold } from './read-codes.ts';
import { referenceInCode } from './reference-in-code.ts';

/**
 * The camera's picture, until a code in it holds a reference: that is told once, and nothing else is done with it.
 * No picture is kept or leaves the device, and the camera is off as soon as this is gone.
 */
export function CodeSheet(props: { readonly onRead: (reference: string) => void; readonly onClose: () => void }) {
  const { words: spoken } = useSpeech();
  const words = usePaymentWords();
  const video = useRef<HTMLVideoElement>(null);
  const told = useReading(video, props);
  const hasPicture = told === 'opening' || told === 'looking' || told === 'none';
  return (
    <Sheet
      title={words.readCode}
      onClose={props.onClose}
      foot={
        <Button className="grow" data-first onClick={props.onClose}>
          {spoken.app.cancel}
        </Button>
      }
    >
      <video ref={video} className="code-picture" aria-label={words.picture} muted playsInline hidden={!hasPicture} />
      <Notice role="status">{words.reading[told]}</Notice>
      {hasPicture && <p className="muted small">{words.pictureStays}</p>}
    </Sheet>
  );
}

function useReading(
  video: RefObject<HTMLVideoElement | null>,
  { onRead, onClose }: { readonly onRead: (reference: string) => void; readonly onClose: () => void },
): CodeTold {
  const [told, setTold] = useState<CodeTold>('opening');
  const close = useEffectEvent(onClose);
  const read = useEffectEvent(onRead);
  useEffect(() => {
    if (video.current === null) return undefined;
    const end = readCodes(video.current, {
      onLooking: () => setTold('looking'),
      onTrouble: setTold,
      onHidden: () => close(),
      onCodes: (texts) => {
        const reference = texts.map(referenceInCode).find((one) => one !== undefined);
        if (reference === undefined) return setTold('none');
        end();
        read(reference);
      },
    });
    return end;
  }, [video]);
  return told;
}
