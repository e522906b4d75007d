import { useState } from 'react';
import { find, settings, type Consent } from '@resto360/domain';
import { useNow } from '../shell/use-now.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { CONSENT_BY, consentUntil, type ConsentBy } from './consent.ts';
import { payerText } from './phone.ts';

/** How often the end of a consent is looked at. **Units** ms. */
const LOOK_MS = 1_000;

/** What a guest agrees to who is to be asked later, large enough to be read across the counter, and how they agreed (PAY-18). */
export function ConsentSheet(props: {
  readonly amountMinor: number;
  readonly payer: string;
  readonly isSaving: boolean;
  readonly refusal: string;
  readonly onConsent: (consent: Consent) => void;
  readonly onClose: () => void;
}) {
  const { amountMinor, payer, isSaving, refusal, onConsent, onClose } = props;
  const words = usePaymentWords();
  const [by, setBy] = useState<ConsentBy>();
  const { text, until } = useConsentText(amountMinor, payer);
  const isOver = useNow(LOOK_MS) >= until;
  const agree = () => {
    if (by !== undefined && !isOver && !isSaving) onConsent({ text, by, until });
  };
  return (
    <Sheet
      title={words.consentTitle}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          className="grow"
          disabled={by === undefined || isOver}
          aria-disabled={isSaving}
          onClick={agree}
        >
          {isSaving ? words.saving : words.later}
        </Button>
      }
    >
      <p className="muted">{words.consentRead}</p>
      <blockquote className="consent">{text}</blockquote>
      {isOver && <Notice role="alert">{words.consentOver}</Notice>}
      <ConsentChoice by={by} onBy={setBy} />
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </Sheet>
  );
}

// As it is when the sheet opens, and not changed under the eyes of whoever reads it.
function useConsentText(amountMinor: number, payer: string): { readonly text: string; readonly until: number } {
  const { view, identity } = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const [shown] = useState(() => {
    const until = consentUntil(Date.now());
    const house = find(view, settings, identity.restaurant)?.name ?? '';
    const asked = { amount: formats.money(amountMinor), house, phone: payerText(payer), time: formats.time(until) };
    return { text: words.consentText(asked), until };
  });
  return shown;
}

function ConsentChoice(props: { readonly by: ConsentBy | undefined; readonly onBy: (by: ConsentBy) => void }) {
  const words = usePaymentWords();
  return (
    <fieldset className="choices">
      <legend>{words.consentHow}</legend>
      {CONSENT_BY.map((one) => (
        <label key={one} className="choice">
          <input type="radio" name="consent-by" checked={props.by === one} onChange={() => props.onBy(one)} />
          <span className="grow">{words.consentBy[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}
