import { Notice } from '../ui/notice.tsx';
import { useDeviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/words.tsx';

/** By how much the clock is wrong, and what to do. **Units** ms; positive where it is slow. */
export function ClockNotice({ farMs }: { readonly farMs: number }) {
  const { words, formats } = useSpeech();
  const device = useDeviceWords();
  const off = words.health.skewOf(farMs, formats.age(Math.abs(farMs)));
  return (
    <div className="clock-far">
      <Notice role="status">
        <b>{device.clockFar(off)}</b> {device.skewFar}
      </Notice>
    </div>
  );
}
