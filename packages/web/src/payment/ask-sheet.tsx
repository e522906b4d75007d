import { useState } from 'react';
import { keep, kept } from '../station/keep.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { paymentIntentsOf } from './payment-intents.ts';
import { COUNTRIES, USUAL_PREFIX, payerOf, phoneText } from './phone.ts';
import type { RailProps } from './rail-props.ts';
import { useAnswer } from './use-answer.tsx';

const DIGITS_MAX = 16;

/** The guest's telephone, and the operator where the rail has several; then the request is saved and goes by itself. */
export function AskSheet(
  props: RailProps & { readonly kind: 'push' | 'checkout'; readonly onAsked: () => void; readonly onClose: () => void },
) {
  const { rail, order, drawer, amountMinor, person, kind, onAsked, onClose } = props;
  const station = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { tap, refusal } = useAnswer(person);
  const [id] = useState(() => station.newId());
  const [typed, setTyped] = useState('');
  const [prefix, setPrefix] = useState(() => kept('dial-prefix') ?? USUAL_PREFIX);
  const [operator, setOperator] = useState(() => (rail.operators.length === 1 ? rail.operators[0] : undefined));
  const [isSaving, setSaving] = useState(false);
  const payer = payerOf(typed, prefix);
  const isWhole = (payer !== undefined || (!rail.needsPayer && typed === '')) && hasOperator(rail.operators, operator);
  const ask = async () => {
    if (!isWhole || isSaving) return;
    setSaving(true);
    const asked = { id, order, drawer, rail: rail.rail, amountMinor, kind, ...given({ payer, operator }) };
    const outcome = await tap(paymentIntentsOf(person).request(asked));
    setSaving(false);
    const isOld = outcome.kind === 'refused' && outcome.refusal.code === 'already_saved';
    if (outcome.kind === 'saved' || isOld) onAsked();
  };
  const type = (digits: string) => setTyped((before) => `${before}${digits}`.slice(0, DIGITS_MAX));
  const choosePrefix = (next: string) => {
    keep('dial-prefix', next);
    setPrefix(next);
  };
  return (
    <Sheet
      title={`${rail.name} · ${formats.money(amountMinor)}`}
      onClose={onClose}
      foot={
        <Button look="primary" className="grow" disabled={!isWhole} aria-disabled={isSaving} onClick={() => void ask()}>
          {isSaving ? words.saving : words.ask(formats.money(amountMinor))}
        </Button>
      }
    >
      <OperatorChoice operators={rail.operators} operator={operator} onOperator={setOperator} />
      <PhoneField typed={typed} prefix={prefix} onTyped={setTyped} onPrefix={choosePrefix} />
      <p className="muted small" role="status">
        {payer === undefined ? (typed === '' ? '' : words.phoneShort) : `✓ ${payer}`}
      </p>
      <Keypad
        label={words.digits}
        eraseLabel={words.erase}
        last={{ label: '+', onTap: () => setTyped((before) => (before === '' ? '+' : before)) }}
        onDigit={type}
        onErase={() => setTyped((before) => before.slice(0, -1))}
        onEnter={() => void ask()}
      />
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </Sheet>
  );
}

function PhoneField(props: {
  readonly typed: string;
  readonly prefix: string;
  readonly onTyped: (typed: string) => void;
  readonly onPrefix: (prefix: string) => void;
}) {
  const { typed, prefix, onTyped, onPrefix } = props;
  const words = usePaymentWords();
  return (
    <div className="phone-field">
      <select
        className="field"
        aria-label={words.country}
        value={prefix}
        disabled={typed.startsWith('+')}
        onChange={(event) => onPrefix(event.target.value)}
      >
        {Object.entries(COUNTRIES).map(([country, one]) => (
          <option key={country} value={one.prefix}>
            {country} {one.prefix}
          </option>
        ))}
      </select>
      {/* The keypad is there: no second one comes from below; a keyboard types and pastes here as well. */}
      <input
        className="field phone-typed money"
        type="tel"
        inputMode="none"
        autoComplete="off"
        aria-label={words.phone}
        placeholder={words.phone}
        value={phoneText(typed)}
        onChange={(event) => onTyped(event.target.value.replaceAll(/[^\d+]/g, '').slice(0, DIGITS_MAX))}
      />
    </div>
  );
}

function OperatorChoice(props: {
  readonly operators: readonly string[];
  readonly operator: string | undefined;
  readonly onOperator: (operator: string) => void;
}) {
  const words = usePaymentWords();
  if (props.operators.length < 2) return null;
  return (
    <fieldset className="choices">
      <legend>{words.operator}</legend>
      {props.operators.map((one) => (
        <label key={one} className="choice">
          <input type="radio" name="operator" checked={props.operator === one} onChange={() => props.onOperator(one)} />
          <span className="grow">{words.operatorName(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

const hasOperator = (operators: readonly string[], operator: string | undefined) =>
  operators.length === 0 || operator !== undefined;

const given = ({ payer, operator }: { payer: string | undefined; operator: string | undefined }) => ({
  ...(payer === undefined ? {} : { payer }),
  ...(operator === undefined ? {} : { operator }),
});
