import { useEffect, useState } from 'react';
import { readPushState, subscribePush, unsubscribePush, type PushState } from '../push/push-switch.ts';
import { hasEmoji } from '../shell/emoji.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';
import { useTelling } from './use-telling.ts';

/** Whether this device is told of matters with the page closed, as the server has it; not there where the browser can't. */
export function PushButton() {
  const { identity } = useStation();
  const { language } = useSpeech();
  const { words } = useTelling();
  const [state, setState] = useState<PushState>('none');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  useEffect(() => {
    void readPushState(identity).then(setState, console.error);
  }, [identity]);
  if (state === 'none') return null;
  // Nobody turns what nobody knows: it is looked at again.
  const turned = (from: PushState) => {
    if (from === 'unknown') return readPushState(identity);
    return from === 'on' ? unsubscribePush(identity) : subscribePush(identity, language);
  };
  const turn = async () => {
    setBusy(true);
    const next = await turned(state);
    setRefusal(next === 'denied' ? words.push.denied : next === undefined ? words.push.noAnswer : '');
    setState(next ?? (await readPushState(identity)));
    setBusy(false);
  };
  const said = refusal === '' && state === 'unknown' ? words.push.unknown : refusal;
  return (
    <>
      <Button aria-pressed={state === 'on'} isBusy={busy} onClick={() => busy || void turn()}>
        {hasEmoji && <span aria-hidden="true">📲</span>} {words.push.label}
      </Button>
      {said !== '' && (
        <p className={refusal === '' ? 'muted' : 'refusal'} role="status">
          {said}
        </p>
      )}
    </>
  );
}
