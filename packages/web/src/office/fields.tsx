import { useId, type ReactNode } from 'react';

/** A line of text with its label. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly max?: number;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'text' | 'decimal' | 'numeric';
  readonly type?: 'text' | 'password';
  readonly isFirst?: boolean;
}) {
  const id = useId();
  return (
    <div className="office-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="field"
        value={props.value}
        type={props.type ?? 'text'}
        placeholder={props.placeholder}
        inputMode={props.inputMode ?? 'text'}
        maxLength={props.max ?? 60}
        autoComplete={props.type === 'password' ? 'new-password' : 'off'}
        data-first={props.isFirst ? '' : undefined}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => props.onValue(event.target.value)}
      />
      {props.hint !== undefined && (
        <span id={`${id}-hint`} className="muted small">
          {props.hint}
        </span>
      )}
    </div>
  );
}

/** One of a list, with its label. */
export function SelectField<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly (readonly [value: V, label: string])[];
  readonly onValue: (value: V) => void;
}) {
  const id = useId();
  return (
    <div className="office-field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="field"
        value={props.value}
        onChange={(event) => {
          const found = props.options.find(([value]) => value === event.target.value);
          if (found) props.onValue(found[0]);
        }}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Yes or no, with its label. */
export function CheckField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: boolean;
  readonly onValue: (value: boolean) => void;
}) {
  return (
    <label className="choice">
      <input type="checkbox" checked={props.value} onChange={(event) => props.onValue(event.target.checked)} />
      <span className="grow">
        {props.label}
        {props.hint !== undefined && <span className="muted small office-hint">{props.hint}</span>}
      </span>
    </label>
  );
}

/** Two or three fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className="office-fields">{children}</div>;
}
