import { useEffect, useId, useState } from 'react';
import { claims, paymentAttempts } from '@resto360/domain';
import { addressOf } from '../shell/route.ts';
import { useStation } from '../station/use-station.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { underWayOf } from './known.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import type { RailProps } from './rail-props.ts';
import { ReferenceField } from './reference-field.tsx';
import { useAnswer } from './use-answer.tsx';

/** A guest paid by themselves: where to, and the reference that their operator gave them. It is declared, not proven. */
export function ClaimSheet(props: RailProps & { readonly onClaimed: () => void; readonly onClose: () => void }) {
  const { rail, order, drawer, amountMinor, person, onClaimed, onClose } = props;
  const station = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const isUnderWay = () => underWayOf(station.view, order).length > 0;
  const { tap, refusal, used, sheet } = useAnswer(person, isUnderWay);
  const [id] = useState(() => station.newId());
  const [raw, setRaw] = useState('');
  const [last4, setLast4] = useState('');
  const [isSaving, setSaving] = useState(false);
  useWholeClaims();
  const isReady = raw.trim() !== '' && (last4 === '' || last4.length === 4);
  const claim = async () => {
    if (!isReady || isSaving) return;
    setSaving(true);
    const digits = last4 === '' ? {} : { payerLast4: last4 };
    const claimed = { id, order, drawer, rail: rail.rail, amountMinor, raw, ...digits };
    const outcome = await tap(paymentIntentsOf(person).claim(claimed));
    setSaving(false);
    const isOld = outcome.kind === 'refused' && outcome.refusal.code === 'already_saved';
    if (outcome.kind === 'saved' || isOld) onClaimed();
  };
  return (
    <Sheet
      title={`${rail.name} · ${formats.money(amountMinor)}`}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          className="grow"
          disabled={!isReady}
          aria-disabled={isSaving}
          onClick={() => void claim()}
        >
          {isSaving ? words.saving : words.declare(formats.money(amountMinor))}
        </Button>
      }
    >
      {isUnderWay() && <Notice role="alert">{words.bothWarning}</Notice>}
      <PayTo name={rail.name} code={rail.merchantCode} />
      <ReferenceField raw={raw} onRaw={setRaw} onEnter={() => void claim()} />
      <Last4Field last4={last4} onLast4={setLast4} />
      <p className="muted small">{words.declareHint}</p>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {used !== null && <ButtonLink href={addressOf({ page: 'order', order: used })}>{words.usedOn}</ButtonLink>}
      {sheet}
    </Sheet>
  );
}

/**
 * Brings every claim that this device holds into the view before one more is weighed.
 * **Why** a start loads open orders alone: the limits and "this reference was used" would know nothing of closed ones.
 */
function useWholeClaims(): void {
  const station = useStation();
  useEffect(() => {
    const read = async () => {
      const names = [claims.name, paymentAttempts.name];
      const rows = await station.read((tx) => Promise.all(names.map((name) => tx.rowsOf(name))));
      for (const [index, name] of names.entries()) station.device.view.setRows(name, rows[index] ?? []);
    };
    void read().catch((thrown: unknown) => console.error(thrown));
  }, [station]);
}

function PayTo({ name, code }: { readonly name: string; readonly code: string | null }) {
  const words = usePaymentWords();
  if (code === null) return <p className="muted">{words.noCode}</p>;
  return (
    <p className="pay-to">
      <span className="muted">{words.payTo(name)}</span>
      <b className="mono merchant-code">{code}</b>
      <span className="muted small">{words.dial}</span>
    </p>
  );
}

function Last4Field({ last4, onLast4 }: { readonly last4: string; readonly onLast4: (digits: string) => void }) {
  const id = useId();
  const words = usePaymentWords();
  return (
    <div className="stack">
      <label className="label" htmlFor={id}>
        {words.last4}
      </label>
      <input
        id={id}
        className="field last4 mono"
        inputMode="numeric"
        autoComplete="off"
        value={last4}
        onChange={(event) => onLast4(event.target.value.replaceAll(/\D/g, '').slice(0, 4))}
      />
    </div>
  );
}
