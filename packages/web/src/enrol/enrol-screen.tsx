import { useId, useState, type FormEvent } from 'react';
import { Preferences } from '../shell/preferences.tsx';
import { useSpeech, type Words } from '../words/words.tsx';
import { enrolDevice, type Enrolled } from './enrol-device.ts';

const CODE_CHARACTERS = 8;

/** The first page of a new device: a code from the manager, nothing else. */
export function EnrolScreen({ onEnrolled }: { readonly onEnrolled: () => void }) {
  const { words } = useSpeech();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [state, setState] = useState<Exclude<Enrolled, 'enrolled'> | 'idle' | 'going'>('idle');
  const [codeId, nameId] = [useId(), useId()];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState('going');
    const outcome = await enrolDevice(code, name.trim()).catch((): Enrolled => 'no_answer');
    if (outcome === 'enrolled') onEnrolled();
    else setState(outcome);
  };
  return (
    <div className="page">
      <header className="bar">
        <span className="brand grow">RESTO360</span>
        <Preferences />
      </header>
      <main className="scroll middle">
        <form className="card panel" onSubmit={(event) => void submit(event)}>
          <h1>{words.enrol.title}</h1>
          <p className="muted">{words.enrol.lead}</p>
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
          <button
            type="submit"
            className="button primary"
            disabled={code.length !== CODE_CHARACTERS || state === 'going'}
          >
            {state === 'going' ? words.enrol.going : words.enrol.go}
          </button>
        </form>
      </main>
    </div>
  );
}

// Codes are Crockford base32: read aloud, the letters I, L and O are digits, and spaces mean nothing.
function tidyCode(typed: string): string {
  const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1').slice(0, CODE_CHARACTERS);
}

function stateWords(state: Exclude<Enrolled, 'enrolled'> | 'idle' | 'going', words: Words): string {
  if (!isSecureContext) return words.enrol.notSecure;
  if (state === 'wrong_code') return words.enrol.wrongCode;
  if (state === 'too_many_tries') return words.enrol.tooMany;
  return state === 'no_answer' ? words.enrol.noAnswer : '';
}
