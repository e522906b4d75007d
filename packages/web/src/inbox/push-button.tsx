import { useEffect, useState } from 'react';
import { readPushState, subscribePush, unsubscribePush, type PushState } from '../push/push-switch.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';
import { useTelling } from './use-telling.ts';

/** Whether this device is told of matters with the page closed; not there where the browser can't. */
export function PushButton() {
  const { identity } = useStation();
  const { language } = useSpeech();
  const { words } = useTelling();
  const [state, setState] = useState<PushState>('none');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  useEffect(() => {
    void readPushState().then(setState, console.error);
  }, []);
  if (state === 'none') return null;
  const turn = async () => {
    setBusy(true);
    const next = state === 'on' ? await unsubscribePush(identity) : await subscribePush(identity, language);
    setRefusal(next === undefined ? words.push.noAnswer : next === 'denied' ? words.push.denied : '');
    setState(next ?? (await readPushState()));
    setBusy(false);
  };
  return (
    <>
      <Button aria-pressed={state === 'on'} isBusy={busy} onClick={() => busy || void turn()}>
        <span aria-hidden="true">📲</span> {words.push.label}
      </Button>
      {refusal !== '' && (
        <p className="refusal" role="status">
          {refusal}
        </p>
      )}
    </>
  );
}
