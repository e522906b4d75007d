import { useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { deferralOf } from './consent.ts';
import { ConsentSheet } from './consent-sheet.tsx';
import { PayerFields } from './payer-fields.tsx';
import type { RailProps } from './rail-props.ts';
import { useLeftAlone } from './use-left-alone.ts';
import { saidOf, usePayer } from './use-payer.ts';
import { useRequest } from './use-request.ts';

/** The guest's telephone, and the operator where the rail has several; then they are asked, now or, on a dead line, later. */
export function AskSheet(
  props: RailProps & { readonly kind: 'push' | 'checkout'; readonly onAsked: () => void; readonly onClose: () => void },
) {
  const { rail, amountMinor, kind, onAsked, onClose } = props;
  const { formats } = useSpeech();
  const payer = usePayer(rail);
  const isAway = useLeftAlone(rail);
  const [isLater, setLater] = useState(false);
  const { request, isSaving, refusal, sheet } = useRequest(props, onAsked);
  const ask = () => {
    if (payer.isWhole) request({ kind, ...saidOf(payer) });
  };
  const isReady = payer.isWhole && !isSaving;
  return (
    <Sheet
      title={`${rail.name} · ${formats.money(amountMinor)}`}
      onClose={onClose}
      foot={
        <AskFoot {...{ kind, amountMinor, payer, isSaving }} onAsk={ask} onLater={() => isReady && setLater(true)} />
      }
    >
      <PayerFields payer={payer} operators={rail.operators} isAway={isAway} onEnter={ask} />
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {isLater && payer.payer !== undefined && (
        <ConsentSheet
          amountMinor={amountMinor}
          payer={payer.payer}
          isSaving={isSaving}
          refusal={refusal}
          onConsent={(consent) => request({ kind: 'push', ...saidOf(payer), consent })}
          onClose={() => setLater(false)}
        />
      )}
      {sheet}
    </Sheet>
  );
}

/** Now, and where there is no line and the house allows it, later. */
function AskFoot(props: {
  readonly kind: 'push' | 'checkout';
  readonly amountMinor: number;
  readonly payer: ReturnType<typeof usePayer>;
  readonly isSaving: boolean;
  readonly onAsk: () => void;
  readonly onLater: () => void;
}) {
  const { kind, amountMinor, payer, isSaving, onAsk, onLater } = props;
  const { view, status } = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { isOn, maxMinor } = deferralOf(view);
  const isOffered = isOn && kind === 'push' && status.state === 'offline';
  const isAbove = amountMinor > maxMinor;
  return (
    <>
      {isOffered && isAbove && <p className="muted small grow">{words.laterMax(formats.money(maxMinor))}</p>}
      {isOffered && !isAbove && (
        <Button data-later disabled={payer.payer === undefined || !payer.isWhole} onClick={onLater}>
          {words.later}
        </Button>
      )}
      <Button look="primary" className="grow" disabled={!payer.isWhole} aria-disabled={isSaving} onClick={onAsk}>
        {isSaving ? words.saving : words.ask(formats.money(amountMinor))}
      </Button>
    </>
  );
}
