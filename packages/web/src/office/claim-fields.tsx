import type { Currency } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { usualLimitsOf, usualTextsOf, type ClaimTexts } from './claim-settings.ts';
import { CheckField, FieldRow, TextField } from './fields.tsx';

/** What a till may take before the operator has confirmed it, and whether guests may be asked later (PAY-18, PAY-19). */
export function ClaimFields(props: {
  readonly texts: ClaimTexts;
  readonly currency: Currency;
  readonly onTexts: (texts: ClaimTexts) => void;
}) {
  const { texts, currency, onTexts } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const usual = usualTextsOf(usualLimitsOf(view), currency);
  const field = (name: keyof typeof usual, inputMode: 'decimal' | 'numeric') => (
    <TextField
      label={words.office.claims[name]}
      value={texts[name]}
      placeholder={usual[name]}
      onValue={(value) => onTexts({ ...texts, [name]: value })}
      inputMode={inputMode}
      max={12}
    />
  );
  return (
    <>
      <h3>{words.office.claims.title}</h3>
      <p className="muted small">{words.office.claims.hint}</p>
      <FieldRow>
        {field('claimMaxMinor', 'decimal')}
        {field('claimSumMaxMinor', 'decimal')}
      </FieldRow>
      <FieldRow>
        {field('claimCountMax', 'numeric')}
        {field('claimAgeMaxHours', 'numeric')}
      </FieldRow>
      <CheckField
        label={words.office.claims.isDeferredOn}
        hint={words.office.claims.deferredHint}
        value={texts.isDeferredOn}
        onValue={(isDeferredOn) => onTexts({ ...texts, isDeferredOn })}
      />
      {texts.isDeferredOn && field('deferredMaxMinor', 'decimal')}
    </>
  );
}
