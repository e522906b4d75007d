import { useId, useState, type FormEvent } from 'react';
import { Button } from '../ui/button.tsx';
import { useSpeech, type Words } from '../words/words.tsx';
import type { NotEnrolled } from './ask-to-enrol.ts';

const CODE_CHARACTERS = 8;

type State = NotEnrolled | 'not_saved' | 'idle' | 'going';

/**
 * The code from the manager and a name for the device, with what became of the last try. `enrol` spends the code;
 * after `enrolled` the form waits for whoever shows it to take it away.
 */
export function EnrolForm(props: {
  readonly enrol: (code: string, name: string) => Promise<'enrolled' | NotEnrolled>;
  readonly onEnrolled?: () => void;
}) {
  const { words } = useSpeech();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [state, setState] = useState<State>('idle');
  const [codeId, nameId] = [useId(), useId()];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (state === 'going') return;
    setState('going');
    const outcome = await props.enrol(code, name.trim()).catch(notSaved);
    if (outcome === 'enrolled') props.onEnrolled?.();
    else setState(outcome);
  };
  return (
    <form className="enrol-form" onSubmit={(event) => void submit(event)}>
      <label htmlFor={codeId}>{words.enrol.code}</label>
      <input
        id={codeId}
        className="field code"
        value={code}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={CODE_CHARACTERS + 4}
        onChange={(event) => setCode(tidyCode(event.target.value))}
      />
      <label htmlFor={nameId}>{words.enrol.name}</label>
      <input
        id={nameId}
        className="field"
        value={name}
        maxLength={60}
        placeholder={words.enrol.nameHint}
        onChange={(event) => setName(event.target.value)}
      />
      <p className="refusal" role="alert">
        {stateWords(state, words)}
      </p>
      <Button type="submit" look="primary" disabled={code.length !== CODE_CHARACTERS} aria-disabled={state === 'going'}>
        {state === 'going' ? words.enrol.going : words.enrol.go}
      </Button>
    </form>
  );
}

// The server has answered and this device could not write it down; the claim is kept, so the same code stays good.
function notSaved(thrown: unknown): 'not_saved' {
  console.error(thrown);
  return 'not_saved';
}

// Codes are Crockford base32: read aloud, the letters I, L and O are digits, and spaces mean nothing.
function tidyCode(typed: string): string {
  const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1').slice(0, CODE_CHARACTERS);
}

function stateWords(state: State, words: Words): string {
  if (!isSecureContext) return words.enrol.notSecure;
  return state === 'idle' || state === 'going' ? '' : words.enrol.why[state];
}
