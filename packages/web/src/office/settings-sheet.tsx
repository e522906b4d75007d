import { useId, useState } from 'react';
import { DIGEST_EMAILS_MAX, edit, isEmailAddress, settings, type Entity } from '@resto360/domain';
import { useSpeech } from '../words/words.tsx';
import { useStation } from '../station/use-station.ts';
import { ClaimFields } from './claim-fields.tsx';
import { claimTextsOf, readClaimTexts, usualLimitsOf } from './claim-settings.ts';
import { EditSheet } from './edit-sheet.tsx';
import { FieldRow, SelectField, TextField } from './fields.tsx';
import { amountText, percentText, readAmount, readPercent } from './read-amount.ts';
import { useSaving } from './saving.tsx';

/** How the house charges and what stands on its paper. Orders that are open keep the rules they were opened with. */
export function SettingsSheet({
  house,
  onClose,
}: {
  readonly house: Entity<typeof settings>;
  readonly onClose: () => void;
}) {
  const { words } = useSpeech();
  const { save } = useSaving();
  const headerId = useId();
  const [name, setName] = useState(house.name);
  const [service, setService] = useState(percentText(house.serviceChargeBp));
  const [rounding, setRounding] = useState(amountText(house.cashRoundingMinor, house.currency));
  const [header, setHeader] = useState(house.receiptHeader ?? '');
  const [language, setLanguage] = useState(house.language);
  const { view } = useStation();
  const usual = usualLimitsOf(view);
  const [claimed, setClaimed] = useState(() => claimTextsOf(house, usual));
  const [emails, setEmails] = useState(house.digestEmails.join(', '));
  const saveAll = () => {
    const serviceChargeBp = readPercent(service);
    const cashRoundingMinor = readAmount(rounding, house.currency);
    if (name.trim() === '') return words.office.nameMissing;
    if (serviceChargeBp === undefined || serviceChargeBp < 0 || serviceChargeBp > 5_000)
      return words.office.serviceWrong;
    if (cashRoundingMinor === undefined || cashRoundingMinor < 0) return words.office.amountWrong;
    const digestEmails = readEmails(emails);
    if (!digestEmails) return words.office.emailsWrong;
    const limits = readClaimTexts(claimed, house.currency, usual);
    if (!limits) return words.office.claims.wrong;
    const receiptHeader = header.trim() === '' ? null : header;
    return save(
      [
        edit(settings, house.id, {
          name,
          serviceChargeBp,
          cashRoundingMinor,
          receiptHeader,
          language,
          digestEmails,
          ...limits,
        }),
      ],
      words.office.saved(name.trim()),
    );
  };
  return (
    <EditSheet title={words.office.settings} onClose={onClose} save={saveAll}>
      <TextField label={words.office.houseName} value={name} onValue={setName} max={80} />
      <FieldRow>
        <TextField label={words.office.service} value={service} onValue={setService} inputMode="decimal" max={6} />
        <TextField
          label={words.office.rounding}
          value={rounding}
          onValue={setRounding}
          inputMode="decimal"
          max={9}
          hint={words.office.roundingHint}
        />
      </FieldRow>
      <div className="office-field">
        <label htmlFor={headerId}>{words.office.header}</label>
        <textarea
          id={headerId}
          className="field"
          rows={4}
          maxLength={400}
          value={header}
          onChange={(event) => setHeader(event.target.value)}
        />
      </div>
      <p className="muted small">{words.office.settingsHint}</p>
      <SelectField
        label={words.office.language}
        value={language}
        options={[
          ['fr', words.office.languages.fr],
          ['en', words.office.languages.en],
        ]}
        onValue={setLanguage}
      />
      <TextField
        label={words.office.emails}
        value={emails}
        onValue={setEmails}
        max={700}
        hint={words.office.emailsHint}
      />
      <ClaimFields texts={claimed} currency={house.currency} onTexts={setClaimed} />
    </EditSheet>
  );
}

// Undefined where one of them is no address.
function readEmails(text: string): string[] | undefined {
  const emails = [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ''))];
  return emails.length <= DIGEST_EMAILS_MAX && emails.every(isEmailAddress) ? emails : undefined;
}
