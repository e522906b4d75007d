import { Keypad } from '../ui/keypad.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { operatorNames } from './operator-name.ts';
import { COUNTRIES, payerText, phoneText } from './phone.ts';
import type { TypedPayer } from './use-payer.ts';

/** The guest's operator and telephone, with keys for a thumb. `isAway`: an operator does not answer, and is not offered. */
export function PayerFields(props: {
  readonly payer: TypedPayer;
  readonly operators: readonly string[];
  readonly isAway: (operator: string) => boolean;
  readonly onEnter: () => void;
}) {
  const { payer, operators, isAway, onEnter } = props;
  const words = usePaymentWords();
  const isOpen = operators.length > 1 && payer.operator === undefined;
  return (
    <>
      {operators.length > 1 && <OperatorChoice {...{ payer, operators, isAway }} />}
      <PhoneField payer={payer} />
      <p className="muted small" role="status">
        {payer.payer !== undefined && `✓ ${payerText(payer.payer)}`}
        {payer.payer !== undefined && isOpen && ` · ${words.chooseOperator}`}
        {payer.payer === undefined && payer.typed !== '' && words.phoneShort}
      </p>
      <Keypad
        label={words.digits}
        eraseLabel={words.erase}
        last={{ label: '+', onTap: payer.addPlus }}
        onDigit={payer.addDigit}
        onErase={payer.erase}
        onEnter={onEnter}
      />
    </>
  );
}

function PhoneField({ payer: { typed, prefix, setTyped, setPrefix } }: { readonly payer: TypedPayer }) {
  const words = usePaymentWords();
  return (
    <div className="phone-field">
      <select
        className="field"
        aria-label={words.country}
        value={prefix}
        disabled={typed.startsWith('+')}
        onChange={(event) => setPrefix(event.target.value)}
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
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}

function OperatorChoice(props: {
  readonly payer: TypedPayer;
  readonly operators: readonly string[];
  readonly isAway: (operator: string) => boolean;
}) {
  const { payer, operators, isAway } = props;
  const words = usePaymentWords();
  return (
    <fieldset className="choices">
      <legend>{words.operator}</legend>
      {[...operatorNames(operators)].map(([one, name]) => (
        <label key={one} className="choice">
          <input
            type="radio"
            name="operator"
            checked={payer.operator === one}
            disabled={isAway(one)}
            onChange={() => payer.setOperator(one)}
          />
          <span className="grow">{name}</span>
          {isAway(one) && <span className="muted small">{words.away}</span>}
        </label>
      ))}
    </fieldset>
  );
}
